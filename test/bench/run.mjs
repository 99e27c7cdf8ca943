// `npm run bench NAME`.
import { existsSync, readdirSync } from 'node:fs';
import { runTypeScript } from '../support/run-typescript.mjs';

const folder = new URL('.', import.meta.url);
const name = process.argv[2] ?? '';
const source = new URL(`${name}.ts`, folder);
if (!/^[\w-]+$/.test(name) || !existsSync(source)) {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3));
  console.error(`Which benchmark? npm run bench -- ${names.join(' | ')}`);
  process.exit(1);
}

await runTypeScript(source, new URL(`../dist/${name}.mjs`, folder));
