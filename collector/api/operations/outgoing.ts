import { z } from 'zod';
import { messageWithoutContact } from '../../people/without-contact.ts';
import { KINDS } from '../../pipeline/sending/receiver.ts';
import { findOutgoing, listOutgoing } from '../../storage/outgoing.ts';
import { OUTGOING_STATES } from '../../storage/outgoing-criteria.ts';
import { cancelOutgoing, resend } from '../../storage/resend.ts';
import { ApiError, type Operation, operation, unknown } from '../operation.ts';
import { only } from '../present.ts';
import { AnId, At, Id, Instant, Next, Page, Status, Word } from '../schemas.ts';

const State = z.enum(OUTGOING_STATES).meta({
  description:
    'waiting: also between tries; refused: the network did not want the order; blocked: an address that must not be called; unsure: an order that may have arrived',
});

const LINE = {
  id: AnId,
  at: At,
  flowId: z.string(),
  receiverId: z.string(),
  receiver: z.string().nullable().meta({ description: 'its name; null where it was deleted' }),
  kind: z.enum(KINDS),
  clickId: AnId,
  leadId: AnId,
  logId: AnId.meta({ description: 'the entry of the incoming log that caused it' }),
  status: Status,
  goal: z.string(),
  test: z.boolean(),
  host: z.string(),
  state: State,
  tries: z.number().int(),
  triedAt: At.nullable(),
  tookMs: z.number().int().nullable(),
  http: z.number().int().nullable(),
  error: z.string().nullable(),
  resendOf: AnId.nullable(),
};
const OutgoingLine = z.strictObject(LINE).meta({ id: 'OutgoingLine' });
const OutgoingMessage = z
  .strictObject({
    ...LINE,
    request: z.strictObject({
      method: z.string(),
      url: z.string(),
      headers: z.array(z.array(z.string())),
      body: z.string(),
      erased: z.literal(true).optional(),
    }),
    orderUid: z.string().nullable(),
    orderReason: z.string().nullable(),
    dueAt: At.nullable().meta({ description: 'of the next try' }),
    isUnderWay: z.boolean(),
    attempts: z.array(
      z.strictObject({
        id: AnId,
        at: At,
        tookMs: z.number().int(),
        http: z.number().int().nullable(),
        error: z.string().nullable(),
        answer: z.string(),
      }),
    ),
  })
  .meta({ id: 'OutgoingMessage' });

const params = { id: Id };

export const outgoing: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/outgoing',
    group: 'Log',
    summary: 'Messages to receivers, newest first',
    scope: 'log:read',
    query: {
      ...Page,
      flow: Word.optional(),
      receiver: Word.optional(),
      kind: z.enum(KINDS).optional(),
      state: State.optional(),
      click: Id.optional(),
      lead: Id.optional(),
      since: Instant.optional(),
      until: Instant.optional(),
    },
    answer: z.strictObject({ messages: z.array(OutgoingLine), next: Next }),
    async run({ query, caller: { accountId } }, { knex }) {
      const { limit, before, flow, receiver, kind, state, click, lead, since, until } = query;
      const criteria = {
        ...(flow && { flowId: flow }),
        ...(receiver && { receiverId: receiver }),
        ...(kind && { kind }),
        ...(state && { states: [state] }),
        ...(click && { clickId: click }),
        ...(lead && { leadId: lead }),
        ...(since && { since: new Date(since) }),
        ...(until && { until: new Date(until) }),
        ...(before && { before }),
      };
      const page = await listOutgoing(knex, accountId, criteria, limit);
      return {
        messages: page.items.map((line) => only(OutgoingLine, line)),
        next: page.hasOlder ? (page.items.at(-1)?.id ?? null) : null,
      };
    },
  }),
  operation({
    method: 'get',
    path: '/outgoing/{id}',
    group: 'Log',
    summary: 'One message: its request and each try',
    description: 'Without the scope `leads:contact` the request and the answers are empty.',
    scope: 'log:read',
    params,
    answer: z.strictObject({ message: OutgoingMessage }),
    async run({ params, caller: { accountId, seesContact } }, { knex }) {
      const message = await findOutgoing(knex, accountId, params.id);
      if (!message) throw unknown('message');
      return { message: only(OutgoingMessage, seesContact ? message : messageWithoutContact(message)) };
    },
  }),
  operation({
    method: 'post',
    path: '/outgoing/{id}/resend',
    group: 'Log',
    summary: 'Send a message once more',
    description:
      'The same request goes out as a new message. An order only where it failed or was refused, and once: one in doubt is settled by a person in the console.',
    scope: 'leads:write',
    params,
    body: z.strictObject({}),
    example: {},
    answer: z.strictObject({ message: AnId.meta({ description: 'the new message' }) }),
    async run({ params, caller }, { knex, newId, now }) {
      const { accountId, audit } = caller;
      const message = await findOutgoing(knex, accountId, params.id);
      if (!message) throw unknown('message');
      const [fresh] = await resend(knex, accountId, [params.id], { newId, now: now() });
      if (!fresh)
        throw new ApiError(
          400,
          'not-resendable',
          `a message that is ${message.state} cannot be sent once more, or its receiver is off, or its buyer was erased`,
        );
      await audit('outgoing.resend', params.id, { receiver: message.receiverId, message: fresh });
      return { message: fresh };
    },
  }),
  operation({
    method: 'post',
    path: '/outgoing/{id}/cancel',
    group: 'Log',
    summary: 'Take a message that waits out of the queue',
    scope: 'leads:write',
    params,
    body: z.strictObject({}),
    example: {},
    async run({ params, caller: { accountId, audit } }, { knex }) {
      const message = await findOutgoing(knex, accountId, params.id);
      if (!message) throw unknown('message');
      if (message.state === 'cancelled') return {};
      const became = await cancelOutgoing(knex, accountId, params.id);
      if (became !== 'cancelled')
        throw new ApiError(
          400,
          became,
          became === 'over'
            ? 'it does not wait any more'
            : 'it is being sent just now: try again in a moment',
        );
      await audit('outgoing.cancel', params.id, { receiver: message.receiverId });
      return {};
    },
  }),
];
