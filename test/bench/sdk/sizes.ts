import { readFileSync } from 'node:fs';

// Others' scripts: minified by esbuild where their own file is not smaller, then `gzip -9` and `brotli -q 11`, in
// bytes. Measured once, from the version that is named. They do different things: see what each is for.
const PEERS: readonly (readonly [name: string, minified: number, gzip: number, brotli: number])[] = [
  ['Keitaro k.min.js (copy of 2025-04)', 5645, 1947, 1636],
  ['utm_form 1.2.0', 6892, 2042, 1789],
  ['umami 3.1.0 (page views)', 4566, 2210, 1942],
  ['formtrack 0.1.36', 5128, 2308, 2040],
  ['Plausible tracker 0.4.6 (page views)', 6358, 2717, 2393],
  ['Everflow SDK 1.6.0, with its polyfills', 34131, 9449, 8401],
  ['OpenPanel 1.4.1 (page views)', 8888, 3238, 2873],
  ['form-attribution 2.5.0', 11365, 4299, 3804],
  ['Snowplow browser-tracker 4.10.1', 51358, 17385, 15642],
  ['Matomo 5.2.0-b5', 59476, 20237, 18007],
  ['Segment analytics-next 1.84.3, first chunk', 113478, 33077, 29083],
  ['PostHog array 1.449.2', 373638, 125100, 105945],
];

/** Prints what a visitor downloads, ours as it is built now, others for comparison. */
export function printSizes(): void {
  const sizeOf = (file: string) => readFileSync(`sdk/dist/${file}`).length;
  const ours = ['sdk.js', 'sdk-core.js'].map(
    (file) => [`Subpixel ${file}`, sizeOf(file), sizeOf(`${file}.gz`), sizeOf(`${file}.br`)] as const,
  );
  const base = ours[0]?.[3] ?? 1;
  console.log(`\n${'Sizes, bytes'.padEnd(46)}${'minified'.padStart(9)}     gzip   brotli`);
  for (const [name, minified, gzip, brotli] of [...ours, ...PEERS].sort((a, b) => a[3] - b[3])) {
    const columns = [minified, gzip, brotli].map((bytes) => String(bytes).padStart(9)).join('');
    console.log(`${name.padEnd(46)}${columns}  ${(brotli / base).toFixed(2).padStart(6)}×`);
  }
}
