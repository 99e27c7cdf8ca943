import type { Knex } from 'knex';
import { normaliseWord } from '../networks/normalise-word.ts';
import { readClickId } from '../pipeline/click-id.ts';
import { STATUSES } from '../pipeline/postback.ts';
import { mapStatusWord } from '../storage/flows.ts';
import { findLogEntry } from '../storage/log.ts';
import type { Action } from './action.ts';
import { untilKnown } from './until-known.ts';

/** Adds the status word of a log entry to its flow's mapping, and leads on to the postbacks that said it. */
export function createMapStatusAction({ knex }: { readonly knex: Knex }): Action {
  return async ({ user, params, field, audit }) => {
    const id = readClickId(params.id ?? '');
    const entry = id && (await findLogEntry(knex, user, id));
    if (!entry || entry.flowId === null) return null;
    const status = STATUSES.find((each) => each === field('status'));
    const word = normaliseWord(entry.statusWord);
    if (!status || word === '') return { next: `/console/logs/${entry.id}` };
    if (!(await mapStatusWord(knex, user.accountId, entry.flowId, word, status))) return null;
    await audit('map.status', entry.flowId, { word: entry.statusWord, status });
    await untilKnown();
    const filter = { flow: entry.flowId, warning: 'unmapped-status', word: entry.statusWord, mapped: status };
    return { next: `/console/replay?${new URLSearchParams(filter)}` };
  };
}
