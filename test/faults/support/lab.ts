import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SECRET } from './account.ts';
import { type OwnCollector, openCollector } from './collector.ts';
import { startLoad } from './load.ts';
import type { Flaw } from './naive-collector.ts';
import { type OwnPostgres, openPostgres } from './postgres.ts';
import { type DatabaseProxy, startProxy } from './proxy.ts';
import { makeFolder, remove, type Workshop } from './workshop.ts';

// From this file and from the bundle alike, which is as deep.
const PROGRAM = fileURLToPath(new URL('../../../collector/dist/cli.js', import.meta.url));

/** Servers, processes and folders for one run of an experiment. What it leaves behind, `tidy` takes away. */
export interface Lab {
  /** A running Postgres with the schema and an account. `parent`: where its data is to lie. */
  postgres(parent?: string): Promise<OwnPostgres>;
  /** The built program, running. */
  collector(databaseUrl: string, environment?: Readonly<Record<string, string>>): Promise<OwnCollector>;
  /** A collector that is broken on purpose, running. */
  naive(flaw: Flaw, databaseUrl: string): Promise<OwnCollector>;
  proxy(databaseUrl: string): Promise<DatabaseProxy>;
  readonly load: typeof startLoad;
  folder(): Promise<string>;
  /** Has something done by `tidy`, the latest first. */
  later(step: () => unknown): void;
  tidy(): Promise<void>;
}

export function openLab(workshop: Workshop): Lab {
  const steps: (() => unknown)[] = [];

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

  return {
    folder,
    later: (step) => void steps.push(step),
    async postgres(parent) {
      const into = parent ?? (await folder());
      await promisify(execFile)('cp', ['-a', join(await workshop.seed(), 'postgres'), into]);
      const postgres = await openPostgres(into);
      steps.push(() => postgres.kill());
      await postgres.start();
      return postgres;
    },
    async collector(databaseUrl, environment = {}) {
      if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: npm run build`);
      return running(
        await openCollector([PROGRAM, 'serve'], {
          ...{ DATABASE_URL: databaseUrl, SUBPIXEL_DATA: await folder(), SUBPIXEL_SECRET: SECRET },
          // Whatever the caller's environment says: these are the defaults.
          ...{ SUBPIXEL_DEMO: '0', SUBPIXEL_SPOOL: '', SUBPIXEL_PUBLIC_URL: '', SUBPIXEL_WORKERS: '' },
          ...environment,
        }),
      );
    },
    async naive(flaw, databaseUrl) {
      const program = await workshop.naiveProgram();
      return running(await openCollector([program, flaw], { DATABASE_URL: databaseUrl }));
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
    async tidy() {
      for (const step of steps.splice(0).reverse()) await step();
    },
  };
}
