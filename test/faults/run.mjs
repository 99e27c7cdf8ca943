// `npm run faults [name …] [--long]`.
import { runTypeScript } from '../support/run-typescript.mjs';

const here = new URL('.', import.meta.url);
await runTypeScript(new URL('main.ts', here), new URL(`dist/faults-${process.pid}.mjs`, here));
// A control that was broken off may leave connections behind that nobody will close.
process.exit();
