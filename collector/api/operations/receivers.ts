import { z } from 'zod';
import { randomText } from '../../ids.ts';
import { checkReceiver, faultText } from '../../outgoing/check-receiver.ts';
import { tellsOfBuyer } from '../../outgoing/known-macros.ts';
import { keepsKey, needsKey, templatesOf } from '../../outgoing/receiver-key.ts';
import { seal } from '../../outgoing/seal.ts';
import { BODY_TYPES, KINDS, METHODS } from '../../pipeline/sending/receiver.ts';
import { findFlow } from '../../storage/flows.ts';
import {
  addReceiver,
  againIfSecondMain,
  dropReceiver,
  findReceiver,
  listReceivers,
  type ReceiverSettings,
  type StoredReceiver,
  setReceiver,
} from '../../storage/receivers.ts';
import { type ApiDeps, ApiError, type Caller, type Operation, operation, unknown } from '../operation.ts';
import { At, Status } from '../schemas.ts';
import { FlowId } from './flows.ts';

const ReceiverId = z.string().min(1).max(64).meta({ example: 'rc_0123456789ab' });
const Rule = z.string().nullable().default(null);

/** What may be set, as a new receiver has it. */
const SETTINGS = {
  flowId: FlowId.nullable().meta({ description: 'null: of every flow of the account' }),
  kind: z.enum(KINDS),
  name: z.string().trim(),
  isOn: z.boolean(),
  method: z.enum(METHODS),
  url: z.string().trim().meta({ description: 'with macros, `{secret}` among them' }),
  headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  bodyType: z.enum(BODY_TYPES).meta({ description: 'of a POST' }),
  body: z.string(),
  statuses: z.array(Status).meta({ description: 'of leads that it hears of; empty: of all' }),
  goals: z.array(z.string().min(1)),
  statusWords: z
    .partialRecord(Status, z.string().min(1))
    .meta({ description: 'what `{status}` is called there', example: { approve: 'sale' } }),
  testLeads: z.boolean(),
  signs: z.boolean().meta({ description: 'whether the secret signs each request (Standard Webhooks)' }),
  answer: z
    .strictObject({ accepted: Rule, refused: Rule, uid: Rule, reason: Rule })
    .nullable()
    .meta({ description: 'how a network’s answer to an order is read' }),
  isKeyed: z
    .boolean()
    .meta({ description: 'whether the network knows an order that comes twice by `{lead}`' }),
  ackHours: z.number().int().nullable().meta({ description: 'when silence of a network is suspicious' }),
};
const secret = z
  .string()
  .regex(/^\S{1,2000}$/, 'is one word of at most 2,000 characters')
  .nullable()
  .meta({ description: 'what `{secret}` stands for; can be set and never be read' });

const AReceiver = z
  .strictObject({
    id: z.string(),
    ...SETTINGS,
    preset: z.string().nullable(),
    hasSecret: z.boolean(),
    offReason: z
      .string()
      .nullable()
      .meta({ description: 'why it was switched off by itself: `gone` is 410' }),
    offAt: At.nullable(),
  })
  .meta({ id: 'Receiver' });

const Given = z.strictObject({ ...SETTINGS, secret }).partial();
type Given = z.output<typeof Given>;

const NEW: ReceiverSettings = {
  ...{ flowId: null, kind: 'main', name: '', preset: null, isOn: true, method: 'GET', url: '', headers: [] },
  ...{ bodyType: 'none', body: '', statuses: [], goals: [], statusWords: {}, testLeads: false },
  ...{ sealedSecret: null, signs: false, answer: null, isKeyed: false, ackHours: null },
};

const WHY_SCOPE =
  'Addresses and headers may hold keys, so reading them wants the same scope as changing them.';

export const receivers: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/receivers',
    group: 'Receivers',
    summary: 'All who hear of leads, the oldest first',
    description: WHY_SCOPE,
    scope: 'flows:write',
    answer: z.strictObject({ receivers: z.array(AReceiver) }),
    async run({ caller }, { knex }) {
      return { receivers: (await listReceivers(knex, caller.accountId)).map(present) };
    },
  }),
  operation({
    method: 'get',
    path: '/receivers/{id}',
    group: 'Receivers',
    summary: 'One receiver',
    description: WHY_SCOPE,
    scope: 'flows:write',
    params: { id: ReceiverId },
    answer: z.strictObject({ receiver: AReceiver }),
    async run({ params, caller }, { knex }) {
      const receiver = await findReceiver(knex, caller.accountId, params.id);
      if (!receiver) throw unknown('receiver');
      return { receiver: present(receiver) };
    },
  }),
  operation({
    method: 'post',
    path: '/receivers',
    group: 'Receivers',
    summary: 'Add a receiver of leads’ news',
    description:
      'One that asks for a secret is off for as long as it has none. Macros that say who the buyer is want leads:contact as well.',
    scope: 'flows:write',
    body: Given.required({ name: true, url: true }),
    example: {
      name: 'My program',
      kind: 'additional',
      method: 'POST',
      url: 'https://api.example.com/webhook',
      bodyType: 'json',
      body: '{"lead":"{lead}","status":"{status}"}',
      statuses: ['approve'],
    },
    answer: z.strictObject({ receiver: AReceiver }),
    async run({ body, caller }, deps) {
      const { accountId, audit } = caller;
      const id = `rc_${randomText(12)}`;
      const settings = await againIfSecondMain(async () => {
        const settled = await settle(deps, caller, id, NEW, body);
        await addReceiver(deps.knex, { ...settled, id, accountId });
        return settled;
      });
      await audit('receiver.add', id, { kind: settings.kind, name: settings.name });
      return { receiver: present({ ...settings, id, accountId, offReason: null, offAt: null }) };
    },
  }),
  operation({
    method: 'patch',
    path: '/receivers/{id}',
    group: 'Receivers',
    summary: 'Change what is given of a receiver',
    description:
      'Leads go by it within a second. The secret is forgotten where another host or another text would get it: give it along then.',
    scope: 'flows:write',
    params: { id: ReceiverId },
    body: Given.refine((given) => Object.keys(given).length > 0, 'give at least one setting'),
    example: { statuses: ['approve', 'cancel'] },
    answer: z.strictObject({ receiver: AReceiver }),
    async run({ params: { id }, body, caller }, deps) {
      const { accountId, audit } = caller;
      const before = await findReceiver(deps.knex, accountId, id);
      if (!before) throw unknown('receiver');
      await againIfSecondMain(async () => {
        const settings = await settle(deps, caller, id, before, body);
        const { isOn, ...others } = settings;
        await setReceiver(deps.knex, accountId, id, isOn === before.isOn ? others : settings);
      });
      await audit('receiver.save', id, { fields: Object.keys(body).join(', ') });
      const after = await findReceiver(deps.knex, accountId, id);
      if (!after) throw unknown('receiver');
      return { receiver: present(after) };
    },
  }),
  operation({
    method: 'delete',
    path: '/receivers/{id}',
    group: 'Receivers',
    summary: 'Delete a receiver; what waits for it is dropped, its log stays',
    scope: 'flows:write',
    params: { id: ReceiverId },
    async run({ params: { id }, caller: { accountId, audit } }, { knex }) {
      if (!(await dropReceiver(knex, accountId, id))) throw unknown('receiver');
      await audit('receiver.delete', id);
      return {};
    },
  }),
];

/** What a receiver becomes by what is given. Throws ApiError where that may not be. */
async function settle(
  { knex, courier, secret: serverSecret }: ApiDeps,
  { accountId, seesContact }: Caller,
  id: string,
  before: ReceiverSettings,
  { secret: plain, headers, ...given }: Given,
): Promise<ReceiverSettings> {
  const pairs = headers?.map(({ name, value }) => [name, value] as const);
  const wanted = { ...before, ...(given as Partial<ReceiverSettings>), headers: pairs ?? before.headers };
  const draft = wanted.method === 'GET' ? { ...wanted, bodyType: 'none' as const, body: '' } : wanted;
  // Else a key would get from its receiver what it does not get here.
  if (!seesContact && tellsOfBuyer(templatesOf(draft)))
    throw new ApiError(403, 'scope', 'what says who the buyer is wants a key with the scope leads:contact');
  const { flowId } = draft;
  if (flowId !== null && !(await findFlow(knex, accountId, flowId))) throw unknown('flow');
  const others = (await listReceivers(knex, accountId)).filter((other) => other.id !== id);
  const faults = await checkReceiver(draft, others, courier.whyNot);
  if (faults.length > 0)
    throw new ApiError(
      400,
      'unreadable',
      faults.map((fault) => `${fault.field}: ${faultText(fault)}`).join(' '),
    );
  const kept = keepsKey(before, draft) ? before.sealedSecret : null;
  const sealedSecret = plain === undefined ? kept : plain && seal(plain, id, serverSecret);
  return { ...draft, sealedSecret, isOn: draft.isOn && !(needsKey(draft) && sealedSecret === null) };
}

function present(receiver: StoredReceiver): Record<string, unknown> {
  const { id, flowId, kind, name, isOn, method, url, headers, bodyType, body, statuses, goals } = receiver;
  const { statusWords, testLeads, signs, answer, isKeyed, ackHours, preset, offReason, offAt } = receiver;
  return {
    ...{ id, flowId, kind, name, isOn, method, url, bodyType, body, statuses, goals, statusWords, testLeads },
    headers: headers.map(([header, value]) => ({ name: header, value })),
    ...{ signs, answer, isKeyed, ackHours, preset, offReason },
    hasSecret: receiver.sealedSecret !== null,
    offAt: offAt?.toISOString() ?? null,
  };
}
