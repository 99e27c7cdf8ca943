import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** An experiment that is a test of its own, with its own controls; `npm test` runs its short form. */
export interface Elsewhere {
  readonly id: string;
  readonly name: string;
  /** Its place below test/. */
  readonly path: string;
  /** The variable that says how many. */
  readonly variable: string;
  readonly short: number;
  readonly long: number;
}

export const ELSEWHERE: readonly Elsewhere[] = [
  { id: 'R21', name: 'fuzz', path: 'fuzz', variable: 'SUBPIXEL_FUZZ', short: 20_000, long: 1_000_000 },
  { id: 'R22', name: 'model', path: 'model', variable: 'SUBPIXEL_MODEL', short: 300, long: 5000 },
  { id: 'R25', name: 'restart', path: 'workers/restart', variable: 'SUBPIXEL_RESTARTS', short: 6, long: 100 },
];

/** Runs these tests; those that draw lots with a seed of this moment. Returns the line that tells of it, and whether they passed. */
export async function runElsewhere(
  { id, name, path, variable, short, long }: Elsewhere,
  isLong: boolean,
): Promise<{ line: string; passed: boolean }> {
  const count = isLong ? long : short;
  const seed = Date.now() % 2 ** 31;
  const child = spawn('npx', ['vitest', 'run', '--root', 'test', path], {
    env: { ...process.env, [variable]: String(count), [`${variable}_SEED`]: String(seed) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  const passed = code === 0;
  const again = `${variable}=${count} ${variable}_SEED=${seed} npx vitest run --root test ${path}`;
  return { line: `${id} ${name}: ${count} — ${passed ? 'held' : 'BROKEN'} (${again})`, passed };
}
