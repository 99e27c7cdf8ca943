import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

// One source, three shapes: the script tag (dist/sdk.js), the module for bundlers (dist/index.mjs), its types
// (dist/types). The same source gives the same bytes.

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const { version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));

const common = { bundle: true, target: 'es2020', platform: 'browser', charset: 'utf8', absWorkingDir: here };

rmSync(dist, { recursive: true, force: true });
await build({
  ...common,
  entryPoints: ['auto.ts'],
  outfile: 'dist/sdk.js',
  format: 'iife',
  minify: true,
  define: { SUBPIXEL_VERSION: JSON.stringify(version) },
});
await build({ ...common, entryPoints: ['index.ts'], outfile: 'dist/index.mjs', format: 'esm' });

const script = readFileSync(join(dist, 'sdk.js'));
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 16 } };
writeFileSync(join(dist, 'sdk.js.br'), brotliCompressSync(script, brotli));
writeFileSync(join(dist, 'sdk.js.gz'), gzipSync(script, { level: 9 }));

const tsc = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc');
const types = [
  '--noEmit',
  'false',
  '--declaration',
  '--emitDeclarationOnly',
  '--outDir',
  join(dist, 'types'),
];
execFileSync(process.execPath, [tsc, '-p', here, ...types], { stdio: 'inherit' });
