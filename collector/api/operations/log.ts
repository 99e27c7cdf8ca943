import type { Knex } from 'knex';
import { z } from 'zod';
import { entryWithoutContact, lineWithoutContact } from '../../people/without-contact.ts';
import { findLogEntry, listLog } from '../../storage/log.ts';
import type { LogCriteria } from '../../storage/log-criteria.ts';
import { findLoggedToken } from '../../storage/sent-with.ts';
import { type Operation, operation, unknown } from '../operation.ts';
import { only } from '../present.ts';
import {
  AnId,
  At,
  Change,
  ChannelWord,
  ErrorWord,
  Id,
  Instant,
  Next,
  Page,
  ReasonWord,
  Remark,
  Status,
  WarningWord,
  Word,
} from '../schemas.ts';
import { TokenId } from './tokens.ts';

/** The filters of the log, for lists and for replays. */
export const LogFilter = {
  flow: Word.optional(),
  outcome: z.enum(['ok', 'error']).optional(),
  error: ErrorWord.optional(),
  reason: ReasonWord.optional(),
  warning: WarningWord.optional(),
  status: Word.optional().meta({ description: 'the status word as it was sent' }),
  click: Id.optional(),
  lead: Id.optional(),
  token: TokenId.optional().meta({ description: 'the ID of a postback token, also of a revoked one' }),
  since: Instant.optional(),
  until: Instant.optional(),
};

/** Throws ApiError where the account has never had the token. */
export async function toLogCriteria(
  knex: Knex,
  accountId: string,
  asked: z.output<z.ZodObject<typeof LogFilter>>,
): Promise<LogCriteria> {
  const token = asked.token ? await findLoggedToken(knex, accountId, asked.token) : null;
  if (asked.token && !token) throw unknown('token');
  const { flow, outcome, error, reason, warning, status, click, lead, since, until } = asked;
  return {
    ...(flow && { flowId: flow }),
    ...(outcome && { outcome }),
    ...(error && { error }),
    ...(reason && { reason }),
    ...(warning && { warning }),
    ...(status && { statusWord: status }),
    ...(click && { clickId: click }),
    ...(lead && { leadId: lead }),
    ...(token && { token }),
    ...(since && { since: new Date(since) }),
    ...(until && { until: new Date(until) }),
  };
}

const LINE = {
  id: AnId,
  receivedAt: At,
  channel: ChannelWord,
  accountId: z.string().nullable(),
  sentWith: z.string().nullable().meta({
    description: 'the ID of the postback token, or the site key, that it came with; null in entries of old',
  }),
  flowId: z.string().nullable(),
  clickId: AnId.nullable(),
  leadId: AnId.nullable(),
  uid: z.string(),
  goal: z.string(),
  result: z.string().nullable(),
  error: ErrorWord.nullable(),
  reason: ReasonWord.nullable(),
  hint: z.string().nullable(),
  statusWord: z.string(),
  leadStatus: Status.nullable(),
  warnings: z.array(WarningWord),
  test: z.boolean(),
  dry: z.boolean(),
  replayOf: AnId.nullable(),
  settledBy: AnId.nullable(),
};
const LogLine = z.strictObject(LINE).meta({ id: 'LogLine' });
const LogEntry = z
  .strictObject({
    ...LINE,
    remarks: z.array(Remark),
    changes: z.array(Change),
    request: z.strictObject({
      method: z.string(),
      path: z.string(),
      query: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
      bodyIsEscaped: z.literal(true).optional(),
      erased: z.literal(true).optional(),
    }),
    answer: z.strictObject({ http: z.number().int(), body: z.string() }),
    ip: z.string().nullable(),
    tookMs: z.number().int(),
  })
  .meta({ id: 'LogEntry' });

export const log: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/log',
    group: 'Log',
    summary: 'Incoming postbacks, newest first',
    scope: 'log:read',
    query: {
      ...Page,
      ...LogFilter,
      channel: ChannelWord.optional(),
      ip: z
        .union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])
        .optional()
        .meta({ description: 'an address or a range; wants the scope leads:contact, else it is left out' }),
    },
    answer: z.strictObject({ entries: z.array(LogLine), next: Next }),
    async run({ query: { limit, before, channel, ip, ...filter }, caller }, { knex }) {
      const { accountId, seesContact } = caller;
      const criteria = {
        ...(await toLogCriteria(knex, accountId, filter)),
        ...(channel && { channel }),
        ...(ip && seesContact && { ip }),
        ...(before && { before }),
      };
      const page = await listLog(knex, { accountId, operator: false }, criteria, limit);
      return {
        entries: page.items.map((line) => only(LogLine, seesContact ? line : lineWithoutContact(line))),
        next: page.hasOlder ? (page.items.at(-1)?.id ?? null) : null,
      };
    },
  }),
  operation({
    method: 'get',
    path: '/log/{id}',
    group: 'Log',
    summary: 'One postback: request, decision, changes and answer',
    description:
      'Without the scope `leads:contact` the request is empty, and what was quoted from it stands as `…`.',
    scope: 'log:read',
    params: { id: Id },
    answer: z.strictObject({ entry: LogEntry }),
    async run({ params, caller: { accountId, seesContact } }, { knex }) {
      const entry = await findLogEntry(knex, { accountId, operator: false }, params.id);
      if (!entry) throw unknown('entry in the log');
      return { entry: only(LogEntry, seesContact ? entry : entryWithoutContact(entry)) };
    },
  }),
];
