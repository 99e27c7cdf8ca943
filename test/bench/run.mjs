// `npm run bench NAME`: bundles test/bench/NAME.ts (node 20 reads no TypeScript) and runs it.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = new URL('.', import.meta.url);
const name = process.argv[2] ?? '';
const source = fileURLToPath(new URL(`${name}.ts`, folder));
if (!/^[\w-]+$/.test(name) || !existsSync(source)) {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3));
  console.error(`Which benchmark? npm run bench -- ${names.join(' | ')}`);
  process.exit(1);
}

// Inside the repository, so that packages are found, and as deep as what finds files by its own place.
const bundle = new URL(`../dist/${name}.mjs`, folder);
await build({
  entryPoints: [source],
  outfile: fileURLToPath(bundle),
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
});
try {
  await import(bundle.href);
} finally {
  rmSync(fileURLToPath(bundle), { force: true });
}
