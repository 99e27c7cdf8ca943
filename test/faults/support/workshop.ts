import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { prepareDatabase } from './account.ts';
import { openPostgres } from './postgres.ts';

// From this file and from the bundle alike, which is as deep.
const NAIVE = fileURLToPath(new URL('../support/naive-collector.ts', import.meta.url));
const BUNDLES = fileURLToPath(new URL('../dist/', import.meta.url));

/** What all experiments of a run have in common. */
export interface Workshop {
  /** A folder with a prepared and stopped Postgres: copies of it take a tenth of the time. Made when first asked for. */
  seed(): Promise<string>;
  /** Has something done by `close`, should it not have been done before; returns a way to call it off. */
  atClose(step: () => Promise<void>): () => void;
  /** The program of the collectors that are broken on purpose. */
  naiveProgram(): Promise<string>;
  close(): Promise<void>;
}

export function openWorkshop(): Workshop {
  let seed: Promise<string> | null = null;
  let naive: Promise<string> | null = null;
  const steps = new Set<() => Promise<void>>();
  return {
    atClose(step) {
      steps.add(step);
      return () => steps.delete(step);
    },
    seed() {
      seed ??= makeSeed();
      return seed;
    },
    naiveProgram() {
      naive ??= bundleNaive();
      return naive;
    },
    async close() {
      for (const step of steps) await step();
      for (const path of [await seed, await naive]) if (path) await remove(path);
    },
  };
}

async function makeSeed(): Promise<string> {
  const made = await makeFolder();
  const postgres = await openPostgres(made);
  try {
    await postgres.start();
    await prepareDatabase(postgres.url);
  } finally {
    await postgres.stop();
  }
  return made;
}

/** Inside the repository, so that packages are found; node 20 reads no TypeScript. */
async function bundleNaive(): Promise<string> {
  const outfile = join(BUNDLES, `naive-collector-${process.pid}.mjs`);
  await build({
    entryPoints: [NAIVE],
    outfile,
    ...{ bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'warning' },
  });
  return outfile;
}

export async function makeFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'subpixel-faults-'));
  // As root Postgres runs as another user, who could not pass a folder of mode 0700.
  await chmod(made, 0o755);
  return made;
}

export async function remove(path: string): Promise<void> {
  // A server killed a moment ago may still have children that write.
  await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}
