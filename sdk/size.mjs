import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What a visitor downloads, and the most that it may be. Fails above the budget.

const BUDGET = { file: 'sdk.js.br', bytes: 4000 };

const dist = join(dirname(fileURLToPath(import.meta.url)), 'dist');
const sizes = Object.fromEntries(
  ['sdk.js', 'sdk.js.gz', 'sdk.js.br', 'index.mjs'].map((file) => [
    file,
    readFileSync(join(dist, file)).length,
  ]),
);
console.table(Object.entries(sizes).map(([file, bytes]) => ({ file, bytes })));

if (sizes[BUDGET.file] > BUDGET.bytes) {
  console.error(
    `${BUDGET.file} is over its budget of ${BUDGET.bytes} bytes: see what grew with esbuild --analyze`,
  );
  process.exit(1);
}
