import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
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
  passes: 5,
  // 1 for true: every browser takes it where an option is a yes or no.
  booleans_as_integers: true,
  comparisons: false,
  sequences: 2,
  keep_fargs: false,
  pure_getters: true,
  unsafe: true,
  unsafe_arrows: true,
  unsafe_methods: true,
};

const brotli = (code, mode) =>
  brotliCompressSync(code, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 16,
      [constants.BROTLI_PARAM_MODE]: mode,
    },
  });

async function buildScript(entry, file) {
  const bundle = await build({
    ...common,
    entryPoints: [entry],
    format: 'iife',
    write: false,
  });
  // Which of these brotli likes best differs from file to file, by up to 1 %.
  const results = [];
  for (const inline of [1, 2, 3]) {
    for (const hoist_funs of [true, false]) {
      const options = { ecma: 2020, toplevel: true, compress: { ...compress, inline, hoist_funs } };
      const { code } = await minify(bundle.outputFiles[0].text, options);
      for (const mode of [constants.BROTLI_MODE_TEXT, constants.BROTLI_MODE_FONT]) {
        results.push({ code, compressed: brotli(code, mode) });
      }
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
