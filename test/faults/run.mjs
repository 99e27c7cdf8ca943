// `npm run faults [name …] [--long]`: bundles the experiments (node 20 reads no TypeScript) and runs them.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = new URL('.', import.meta.url);

// Inside the repository, so that packages are found, and as deep as what finds files by its own place.
const bundle = new URL(`dist/faults-${process.pid}.mjs`, here);
await build({
  entryPoints: [fileURLToPath(new URL('main.ts', here))],
  outfile: fileURLToPath(bundle),
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
try {
  await import(bundle.href);
} finally {
  rmSync(fileURLToPath(bundle), { force: true });
}
