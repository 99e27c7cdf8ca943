import { api } from './api.ts';
import { clicks } from './clicks.ts';
import { common } from './common.ts';
import { files } from './files.ts';
import { flows } from './flows.ts';
import { help } from './help.ts';
import { leads } from './leads.ts';
import { logs } from './logs.ts';
import { orders } from './orders.ts';
import { outgoing } from './outgoing.ts';
import { overview } from './overview.ts';
import { privacy } from './privacy.ts';
import { sending } from './sending.ts';
import { settings } from './settings.ts';

/**
 * Every text of the console, by its English words, with its Russian ones: what is missing here does not compile. A
 * part of the console has its own file; what two of them say is in `common.ts`.
 */
export const PHRASES = {
  ...common,
  ...overview,
  ...logs,
  ...outgoing,
  ...leads,
  ...files,
  ...clicks,
  ...flows,
  ...sending,
  ...settings,
  ...privacy,
  ...help,
  ...api,
  ...orders,
} as const;

/** The parts, for the test that no phrase has two translations. */
export const PARTS = [
  common,
  overview,
  logs,
  outgoing,
  leads,
  files,
  clicks,
  flows,
  sending,
  settings,
  privacy,
  help,
  api,
  orders,
] as const;

export type Phrase = keyof typeof PHRASES;
