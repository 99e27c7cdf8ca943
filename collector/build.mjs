import { build } from 'esbuild';

// One file for the whole server; packages stay outside, npm has installed them.
await build({
  entryPoints: ['collector/cli.ts'],
  outfile: 'collector/dist/cli.js',
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: true,
  logLevel: 'warning',
});
