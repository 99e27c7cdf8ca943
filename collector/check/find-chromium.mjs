import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/opt/homebrew/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Path of the Chromium that the installation check and the tests use: `SUBPIXEL_CHROMIUM` or one that is installed in
 * a usual place; undefined where there is none. JavaScript, because `npm test` asks before anything is built.
 */
export function findChromium() {
  return process.env.SUBPIXEL_CHROMIUM || PLACES.find((path) => existsSync(path));
}
