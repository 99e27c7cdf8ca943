import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  cacheDir: '../node_modules/.vite',
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['**/*.test.{ts,tsx}'],
    globalSetup: './support/global-setup.ts',
    restoreMocks: true,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
