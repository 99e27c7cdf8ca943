import type { Operation } from './operation.ts';
import { apiKeys } from './operations/api-keys.ts';
import { clicks } from './operations/clicks.ts';
import { flows } from './operations/flows.ts';
import { importing } from './operations/import.ts';
import { leadBulk } from './operations/lead-bulk.ts';
import { leadExport } from './operations/lead-export.ts';
import { leadNotes } from './operations/lead-notes.ts';
import { leads } from './operations/leads.ts';
import { log } from './operations/log.ts';
import { outgoing } from './operations/outgoing.ts';
import { rates } from './operations/rates.ts';
import { receivers } from './operations/receivers.ts';
import { replay } from './operations/replay.ts';
import { siteKeys } from './operations/site-keys.ts';
import { statistics } from './operations/statistics.ts';
import { tokens } from './operations/tokens.ts';
import { users } from './operations/users.ts';

/** All calls of the API: the router, the document and the tests go through this list. */
export const OPERATIONS: readonly Operation[] = [
  ...leads,
  ...leadNotes,
  ...leadBulk,
  ...leadExport,
  ...clicks,
  ...log,
  ...outgoing,
  ...replay,
  ...statistics,
  ...flows,
  ...siteKeys,
  ...receivers,
  ...tokens,
  ...apiKeys,
  ...users,
  ...rates,
  ...importing,
];
