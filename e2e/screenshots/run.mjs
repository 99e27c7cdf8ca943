// `npm run screenshots`: pictures of the console's main pages, to be looked at.
import { runTypeScript } from '../../test/support/run-typescript.mjs';

await runTypeScript(
  new URL('take.ts', import.meta.url),
  new URL('../dist/take-screenshots.mjs', import.meta.url),
);
