import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What a visitor downloads, in bytes, and the most that it may be after brotli. Fails above a budget.

const BUDGETS = { 'sdk.js': 4000, 'sdk-core.js': 2250, 'sdk-debug.js': 4000 };

const dist = join(dirname(fileURLToPath(import.meta.url)), 'dist');
const sizeOf = (file) => readFileSync(join(dist, file)).length;

const table = Object.entries(BUDGETS).map(([file, budget]) => ({
  file,
  minified: sizeOf(file),
  gzip: sizeOf(`${file}.gz`),
  brotli: sizeOf(`${file}.br`),
  budget,
}));
console.table(table);

const over = table.filter(({ brotli, budget }) => brotli > budget);
for (const { file, brotli, budget } of over) {
  console.error(
    `${file}: ${brotli - budget} bytes of brotli over its budget. What grew? git diff the minified file.`,
  );
}
process.exitCode = over.length > 0 ? 1 : 0;
