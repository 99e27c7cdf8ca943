import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { prepareDatabase, SECRET } from './account.ts';
import { type OwnCollector, openCollector } from './collector.ts';
import { startLoad } from './load.ts';
import type { Flaw } from './naive-collector.ts';
import { type OwnPostgres, openPostgres } from './postgres.ts';
import { type DatabaseProxy, startProxy } from './proxy.ts';

const run = promisify(execFile);

// From this file and from the bundle alike, which is as deep.
const PROGRAM = fileURLToPath(new URL('../../../collector/dist/cli.js', import.meta.url));
const NAIVE = fileURLToPath(new URL('../support/naive-collector.ts', import.meta.url));
const BUNDLES = fileURLToPath(new URL('../dist/', import.meta.url));

/** Servers, processes and folders for experiments. What an experiment leaves behind, `tidy` takes away. */
export interface Lab {
  /** A running Postgres with the schema and an account. `parent`: where its data is to lie. */
  postgres(parent?: string): Promise<OwnPostgres>;
  /** The built program, running. */
  collector(databaseUrl: string, environment?: Readonly<Record<string, string>>): Promise<OwnCollector>;
  /** A collector that is broken on purpose, running. */
  naive(flaw: Flaw, databaseUrl: string): Promise<OwnCollector>;
  proxy(databaseUrl: string): Promise<DatabaseProxy>;
  load: typeof startLoad;
  folder(): Promise<string>;
  /** Has something done by `tidy`, the latest first. */
  later(step: () => unknown): void;
  tidy(): Promise<void>;
  close(): Promise<void>;
}

export function openLab(): Lab {
  const steps: (() => unknown)[] = [];
  let seed: Promise<string> | null = null;
  let naive: Promise<string> | null = null;

  async function folder(): Promise<string> {
    const made = await makeFolder();
    steps.push(() => remove(made));
    return made;
  }

  async function running(collector: OwnCollector): Promise<OwnCollector> {
    steps.push(() => collector.kill());
    await collector.start();
    return collector;
  }

  async function tidy(): Promise<void> {
    for (const step of steps.splice(0).reverse()) await step();
  }

  return {
    folder,
    later: (step) => void steps.push(step),
    async postgres(parent) {
      const into = parent ?? (await folder());
      seed ??= makeSeed();
      await run('cp', ['-a', join(await seed, 'postgres'), into]);
      const postgres = await openPostgres(into);
      steps.push(() => postgres.kill());
      await postgres.start();
      return postgres;
    },
    async collector(databaseUrl, environment = {}) {
      if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: npm run build`);
      const dataFolder = await folder();
      return running(
        await openCollector([PROGRAM, 'serve'], {
          ...{ DATABASE_URL: databaseUrl, SUBPIXEL_DATA: dataFolder, SUBPIXEL_SECRET: SECRET },
          // Whatever the caller's environment says: these are the defaults.
          ...{ SUBPIXEL_DEMO: '0', SUBPIXEL_SPOOL: '', SUBPIXEL_PUBLIC_URL: '', SUBPIXEL_WORKERS: '' },
          ...environment,
        }),
      );
    },
    async naive(flaw, databaseUrl) {
      naive ??= bundleNaive();
      return running(await openCollector([await naive, flaw], { DATABASE_URL: databaseUrl }));
    },
    async proxy(databaseUrl) {
      const proxy = await startProxy(databaseUrl);
      steps.push(() => proxy.close());
      return proxy;
    },
    load(options) {
      const load = startLoad(options);
      steps.push(() => load.abort());
      return load;
    },
    tidy,
    async close() {
      await tidy();
      if (seed) await remove(await seed);
      if (naive) await remove(await naive);
    },
  };
}

/** A folder with a prepared and stopped Postgres: copies of it take a tenth of the time. */
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

async function makeFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'subpixel-faults-'));
  // As root Postgres runs as another user, who could not pass a folder of mode 0700.
  await chmod(made, 0o755);
  return made;
}

async function remove(path: string): Promise<void> {
  // A server killed a moment ago may still have children that write.
  await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}
