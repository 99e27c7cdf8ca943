import { z } from 'zod';
import type { Replayed } from '../../replay/replay.ts';
import { type Operation, operation, unknown } from '../operation.ts';
import { presentVerdict } from '../present.ts';
import { AnId, At, Change, Id, Outcome } from '../schemas.ts';
import { LogFilter, toLogCriteria } from './log.ts';

/** Entries that one call replays, at most. */
const MAX_REPLAYED = 1000;

/** A call that was meant as a look changes nothing. */
const Preview = z
  .boolean()
  .default(true)
  .meta({ description: 'only tell what would change; `false` does it' });

const REPLAYED = { entry: AnId, receivedAt: At, outcome: Outcome, changes: z.array(Change) };
const ReplayedEntry = z.strictObject(REPLAYED).meta({ id: 'Replayed' });

export const replay: readonly Operation[] = [
  operation({
    method: 'post',
    path: '/log/{id}/replay',
    group: 'Log',
    summary: 'Repeat one postback with today’s set-up',
    scope: 'replay',
    params: { id: Id },
    body: z.strictObject({ preview: Preview }),
    example: { preview: true },
    answer: z.strictObject({ preview: z.boolean(), ...REPLAYED }),
    async run({ params: { id }, body: { preview }, caller }, { replayer }) {
      const replayed = await replayer.one(caller.accountId, id, preview);
      if (!replayed) throw unknown('entry in the log, or none that can be repeated,');
      if (!preview) await caller.audit('replay.one', id);
      return { preview, ...present(replayed, caller.seesContact) };
    },
  }),
  operation({
    method: 'post',
    path: '/replay',
    group: 'Log',
    summary: 'Repeat all postbacks that fit, oldest first',
    description: `At most ${MAX_REPLAYED} in one call: \`more\` says whether there are others, \`after\` goes on behind the last one.`,
    scope: 'replay',
    body: z.strictObject({
      preview: Preview,
      ...LogFilter,
      after: Id.optional().meta({ description: 'only what came after this entry' }),
    }),
    example: { warning: 'unmapped-status', status: 'Zorblax', preview: true },
    answer: z.strictObject({
      preview: z.boolean(),
      count: z.number().int(),
      more: z.boolean(),
      replayed: z.array(ReplayedEntry),
    }),
    async run({ body: { preview, after, ...filter }, caller }, { knex, replayer }) {
      const criteria = {
        ...(await toLogCriteria(knex, caller.accountId, filter)),
        ...(after && { newerThan: after }),
      };
      const replayed: ReturnType<typeof present>[] = [];
      for await (const one of replayer.all(caller.accountId, criteria, preview, MAX_REPLAYED))
        replayed.push(present(one, caller.seesContact));
      const count = replayed.length;
      if (!preview) {
        const named = Object.entries(filter).filter((pair): pair is [string, string] => Boolean(pair[1]));
        await caller.audit('replay.all', '', { ...Object.fromEntries(named), count: String(count) });
      }
      return { preview, count, more: count === MAX_REPLAYED, replayed };
    },
  }),
];

function present({ entry, outcome, changes }: Replayed, seesContact: boolean) {
  return {
    entry: entry.id,
    receivedAt: entry.receivedAt,
    ...presentVerdict({ outcome, changes }, seesContact),
  };
}
