import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles a TypeScript program (node 20 reads none) and runs it. The bundle has to lie inside the repository, so that
 * packages are found, and as deep as what in it finds files by its own place.
 *
 * @param {URL} source
 * @param {URL} bundle removed afterwards
 */
export async function runTypeScript(source, bundle) {
  await build({
    entryPoints: [fileURLToPath(source)],
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
}
