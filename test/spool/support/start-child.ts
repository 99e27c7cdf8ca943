import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

export interface Child {
  /** Numbers of the lines so far that begin with this word. */
  said(word: 'acknowledged' | 'done'): number[];
  /** Resolves when it has acknowledged so many; rejects when it ends before. */
  acknowledged(count: number): Promise<void>;
  /** Kills it with SIGKILL and resolves when all that it has said was read. */
  kill(): Promise<void>;
}

/** Starts a process that appends, and drains where it should, until it is killed. Node 20 reads no TypeScript. */
export async function startChild(
  folder: string,
  first = 0,
  mode: 'append' | 'drain' = 'append',
): Promise<Child> {
  const stage = await mkdtemp(join(tmpdir(), 'subpixel-child-'));
  onTestFinished(() => rm(stage, { recursive: true, force: true }));
  const program = join(stage, 'child.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('child.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  const child = spawn(process.execPath, [program, folder, String(first), mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'close');
  const lines: string[] = [];
  let heard = () => {};
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    heard();
  });
  const said = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => Number(line.slice(word.length + 1)));

  return {
    said,
    async acknowledged(count) {
      const enough = new Promise<void>((resolve) => {
        heard = () => {
          if (said('acknowledged').length >= count) resolve();
        };
        heard();
      });
      const gone = ended.then(() =>
        Promise.reject(new Error(`It ended early and said: ${lines.join(', ')}`)),
      );
      await Promise.race([enough, gone]);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
