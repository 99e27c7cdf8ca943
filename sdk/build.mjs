import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { minify } from 'terser';

// One source, several shapes: the script tags (dist/sdk.js, dist/sdk-core.js, dist/sdk-debug.js), the module for
// bundlers (dist/index.mjs), its types (dist/types). The same source gives the same bytes. `node build.mjs FOLDER`
// writes them elsewhere.

const here = dirname(fileURLToPath(import.meta.url));
const dist = process.argv[2] ?? join(here, 'dist');
const { version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));

const common = {
  bundle: true,
  // Chrome 94, Firefox 93, Safari 16.4.
  target: 'es2022',
  platform: 'browser',
  charset: 'utf8',
  absWorkingDir: here,
  // No "use strict": a bundle of modules has nothing that it changes.
  tsconfigRaw: {},
};

// Terser inlines what is called once, which esbuild does not: 5 % of the script after brotli. `unsafe_*` is safe for
// code that rewrites no natives and does not call `new` on its arrow functions.
const compress = {
  ecma: 2020,
  passes: 3,
  keep_fargs: false,
  pure_getters: true,
  unsafe: true,
  unsafe_arrows: true,
  unsafe_methods: true,
};

const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 16 } };

async function buildScript(entry, file) {
  const bundle = await build({
    ...common,
    entryPoints: [entry],
    format: 'iife',
    write: false,
    define: { SUBPIXEL_VERSION: JSON.stringify(version) },
  });
  // Which of these brotli likes best differs from file to file, by up to 1 %.
  const results = [];
  for (const inline of [1, 3]) {
    for (const hoist_funs of [true, false]) {
      const options = { ecma: 2020, toplevel: true, compress: { ...compress, inline, hoist_funs } };
      const { code } = await minify(bundle.outputFiles[0].text, options);
      results.push({ code, compressed: brotliCompressSync(code, brotli) });
    }
  }
  const [{ code, compressed }] = results.sort((a, b) => a.compressed.length - b.compressed.length);
  writeFileSync(join(dist, file), code);
  writeFileSync(join(dist, `${file}.br`), compressed);
  writeFileSync(join(dist, `${file}.gz`), gzipSync(code, { level: 9 }));
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
await buildScript('auto.ts', 'sdk.js');
await buildScript('auto-core.ts', 'sdk-core.js');
await buildScript('debug.ts', 'sdk-debug.js');
await build({ ...common, entryPoints: ['index.ts'], outfile: join(dist, 'index.mjs'), format: 'esm' });

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
