import { defineConfig } from '@playwright/test';
import { findChromium } from '../collector/check/find-chromium.mjs';

const executablePath = findChromium();
if (executablePath === undefined) {
  throw new Error('No Chromium found: install one, or set SUBPIXEL_CHROMIUM to its path.');
}

export default defineConfig({
  testDir: '.',
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // A test that passes only at the second try has found something.
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  use: {
    trace: 'off',
    launchOptions: {
      executablePath,
      args: [
        // Root, and containers without user namespaces, have no sandbox.
        '--no-sandbox',
        '--disable-gpu',
        // The browser's own business with its maker: it fails on closed networks, noisily.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-quic',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
