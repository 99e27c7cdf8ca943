import type { Browser } from 'playwright-core';
import { findChromium } from './find-chromium.mjs';

/** The check cannot be made; the message says why and what to do. */
export class CheckError extends Error {
  override readonly name = 'CheckError';
}

/** Starts a browser that reaches the network through a proxy alone. */
export type Launch = (proxyUrl: string) => Promise<Browser>;

const START_MS = 15_000;

const NO_CHROMIUM =
  'The check needs Chromium or Chrome on the collector’s machine: install one («apt-get install chromium»), or set SUBPIXEL_CHROMIUM to its path.';

/** Starts the installed Chromium. Throws CheckError where there is none or where it does not start. */
export const launchChromium: Launch = async (proxyUrl) => {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new CheckError(NO_CHROMIUM);
  // Loaded when it is needed: most collectors never check a page.
  const { chromium } = await import('playwright-core');
  try {
    return await chromium.launch({
      executablePath,
      timeout: START_MS,
      // Root has no sandbox to be put into.
      chromiumSandbox: process.getuid?.() !== 0,
      // Loopback addresses go round a proxy unless this is said.
      proxy: { server: proxyUrl, bypass: '<-loopback>' },
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        // WebRTC would open UDP sockets past the proxy.
        '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
      ],
      // What runs strangers' pages does not get the database's password and the secret to inherit.
      env: pick(process.env, ['PATH', 'HOME', 'TMPDIR', 'LANG']),
      // Who stops the process stops it in order; the browser must not end it.
      ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    });
  } catch (error) {
    const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw new CheckError(
      `${executablePath} does not start: ${line} Set SUBPIXEL_CHROMIUM to another Chromium, or mend this one.`,
      { cause: error },
    );
  }
};

function pick(environment: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
}
