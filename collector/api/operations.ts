import type { Operation } from './operation.ts';
import { clicks } from './operations/clicks.ts';
import { flows } from './operations/flows.ts';
import { importing } from './operations/import.ts';
import { leads } from './operations/leads.ts';
import { log } from './operations/log.ts';
import { rates } from './operations/rates.ts';
import { replay } from './operations/replay.ts';
import { statistics } from './operations/statistics.ts';
import { tokens } from './operations/tokens.ts';

/** All calls of the API: the router, the document and the tests go through this list. */
export const OPERATIONS: readonly Operation[] = [
  ...leads,
  ...clicks,
  ...log,
  ...replay,
  ...statistics,
  ...flows,
  ...tokens,
  ...rates,
  ...importing,
];
