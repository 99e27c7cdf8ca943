import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * They start programs, kill them and wait for what the others do, or are about how long a database may take: side by
 * side they would wait for each other.
 */
const ALONE = ['workers/**/*.test.ts', 'faults/**/*.test.ts', 'outage/**/*.test.ts', 'sending/kill.test.ts'];

const shared = {
  root: fileURLToPath(new URL('.', import.meta.url)),
  globalSetup: './support/global-setup.ts',
  restoreMocks: true,
  testTimeout: 60_000,
  hookTimeout: 30_000,
};

export default defineConfig({
  cacheDir: '../node_modules/.vite',
  test: {
    // On two cores it would take one, and leave the other to Postgres, which does not need a whole one.
    maxWorkers: Math.max(2, cpus().length - 1),
    projects: [
      {
        test: {
          ...shared,
          name: 'parts',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...ALONE, '**/node_modules/**'],
        },
      },
      {
        test: {
          ...shared,
          name: 'alone',
          include: ALONE,
          fileParallelism: false,
          // After the others.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
