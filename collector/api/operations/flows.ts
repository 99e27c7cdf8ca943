import { z } from 'zod';
import { randomText } from '../../ids.ts';
import { findNetwork } from '../../networks/index.ts';
import { normaliseWord } from '../../networks/normalise-word.ts';
import { readCurrency } from '../../pipeline/currencies.ts';
import { isInRanges } from '../../pipeline/ip-range.ts';
import type { Flow } from '../../pipeline/lead.ts';
import { addFlow, findFlow, listFlows, setFlow } from '../../storage/flows.ts';
import { sqlState, UNIQUE_VIOLATION } from '../../storage/sqlstate.ts';
import { ApiError, type Operation, operation, unknown } from '../operation.ts';
import { only } from '../present.ts';
import { Money, Status } from '../schemas.ts';

const WebAddress = z
  .string()
  .max(2000)
  .regex(
    /^(https?:\/\/[^/?#{}]+([/?#].*)?)?$/i,
    'must begin with http:// or https://, with no macro in the host',
  );
const Currency = z
  .string()
  .refine((text) => readCurrency(text) === text, 'must be an ISO 4217 code such as EUR')
  .meta({ example: 'EUR' });
const Network = z.string().refine((id) => findNetwork(id) !== undefined, 'is no network that we know');
const Charset = z.string().refine(isCharset, 'is no character set that we know');
const Range = z
  .string()
  .refine(
    (text) => isInRanges(text.split('/')[0] ?? '', [text]),
    'is no address and no range in CIDR notation',
  );
const Origin = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'must look like https://shop.example',
  );
export const FlowId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'has at most 64 letters, digits, - and _')
  // The console has a page of this name.
  .refine((id) => id !== 'new', 'is not to be had: choose another ID')
  .meta({ example: 'spring-sale' });
/** As a key of the mapping it is compared without signs and case. */
const StatusMap = z
  .record(z.string().min(1).max(255), Status)
  .transform((map) => Object.fromEntries(Object.entries(map).map(([word, to]) => [normaliseWord(word), to])))
  .meta({
    type: 'object',
    description: 'words of the network and what they mean',
    example: { sold: 'approve' },
  });

/** What may be set. */
const SETTINGS = {
  name: z.string().trim().min(1).max(100),
  landingUrl: WebAddress,
  offerUrl: WebAddress,
  currency: Currency.nullable(),
  network: Network.nullable(),
  defaultPrice: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,4})?$/, 'must be a plain number such as 12.50')
    .nullable()
    .meta({ description: 'pays what is approved without a price' }),
  charset: Charset.nullable(),
  statusMap: StatusMap,
  origins: z.array(Origin).max(500),
  ipRanges: z.array(Range).max(500),
  replyText: z
    .string()
    .regex(/^[A-Za-z0-9 =;:._-]{1,64}$/)
    .nullable(),
  retentionDays: z.number().int().min(1).max(9999).nullable(),
};

const OwnNetwork = z
  .strictObject({
    name: z.string(),
    macros: z
      .record(z.string(), z.string())
      .meta({ description: 'of the network, by our postback parameters' }),
    statuses: z.record(z.string(), z.array(z.string())).meta({ description: 'its words, by our statuses' }),
    defaultStatus: Status.optional().meta({ description: 'of a postback without one' }),
    defaultCurrency: z.string().optional(),
    reply: z.string().optional().meta({ description: 'what it wants as the answer to a success' }),
  })
  .meta({ id: 'OwnNetwork' });

const AFlow = z
  .strictObject({
    id: z.string(),
    siteKey: z.string().meta({ description: 'for the script tag; public' }),
    name: z.string(),
    landingUrl: z.string(),
    offerUrl: z.string(),
    currency: z.string().nullable(),
    network: z.string().nullable(),
    ownNetwork: OwnNetwork.nullable().meta({
      description:
        'a network on no list, as its user has described it in the console; setting `network` ends it',
    }),
    defaultPrice: Money.nullable(),
    charset: z.string().nullable(),
    statusMap: z.record(z.string(), Status),
    origins: z.array(z.string()),
    ipRanges: z.array(z.string()),
    replyText: z.string().nullable(),
    retentionDays: z.number().int().nullable(),
  })
  .meta({ id: 'Flow' });

const Settings = z.strictObject(SETTINGS).partial();

export const flows: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/flows',
    group: 'Flows',
    summary: 'All flows, by ID',
    scope: 'flows:read',
    answer: z.strictObject({ flows: z.array(AFlow) }),
    async run({ caller }, { knex }) {
      return { flows: (await listFlows(knex, caller.accountId)).map(present) };
    },
  }),
  operation({
    method: 'get',
    path: '/flows/{id}',
    group: 'Flows',
    summary: 'One flow',
    scope: 'flows:read',
    params: { id: FlowId },
    answer: z.strictObject({ flow: AFlow }),
    async run({ params, caller }, { knex }) {
      const flow = await findFlow(knex, caller.accountId, params.id);
      if (!flow) throw unknown('flow');
      return { flow: present(flow) };
    },
  }),
  operation({
    method: 'post',
    path: '/flows',
    group: 'Flows',
    summary: 'Make a flow',
    scope: 'flows:write',
    body: Settings.extend({ id: FlowId, name: SETTINGS.name }),
    example: {
      id: 'spring-sale',
      name: 'Spring sale',
      landingUrl: 'https://shop.example/offer',
      network: 'adcombo',
    },
    answer: z.strictObject({ flow: AFlow }),
    async run({ body, caller }, { knex }) {
      const { accountId } = caller;
      const { landingUrl = '', ...rest } = onlyGiven(body);
      const siteKey = `pk_${randomText(20)}`;
      try {
        await addFlow(knex, { ...rest, landingUrl, accountId, siteKey });
      } catch (error) {
        if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
        throw new ApiError(400, 'taken', `the flow ID «${body.id}» is taken: choose another one`);
      }
      await caller.audit('flow.add', body.id);
      const flow = await findFlow(knex, accountId, body.id);
      if (!flow) throw unknown('flow');
      return { flow: present(flow) };
    },
  }),
  operation({
    method: 'patch',
    path: '/flows/{id}',
    group: 'Flows',
    summary: 'Change what is given of a flow',
    description: 'Postbacks go by the new settings within a second.',
    scope: 'flows:write',
    params: { id: FlowId },
    body: Settings.refine((given) => Object.keys(given).length > 0, 'give at least one setting'),
    example: { statusMap: { sold: 'approve', returned: 'cancel' } },
    answer: z.strictObject({ flow: AFlow }),
    async run({ params: { id }, body, caller }, { knex }) {
      // A flow has one network: a described one ends where another is named.
      const settings = { ...onlyGiven(body), ...(body.network !== undefined && { ownNetwork: null }) };
      if (!(await setFlow(knex, caller.accountId, id, settings))) throw unknown('flow');
      await caller.audit('flow.save', id, { fields: Object.keys(body).join(', ') });
      const flow = await findFlow(knex, caller.accountId, id);
      if (!flow) throw unknown('flow');
      return { flow: present(flow) };
    },
  }),
];

function present(flow: Flow): Record<string, unknown> {
  const { id, siteKey, name, landingUrl, offerUrl, currency, network, ownNetwork, defaultPrice } = flow;
  const { charset, statusMap, origins, ipRanges, replyText, retentionDays } = flow;
  return {
    ...{ id, siteKey, name, landingUrl, offerUrl, currency, network, defaultPrice },
    ownNetwork: ownNetwork && only(OwnNetwork, ownNetwork),
    ...{ charset, statusMap, origins: [...origins], ipRanges: [...ipRanges], replyText, retentionDays },
  };
}

/** JSON has no `undefined`, so whatever is there was given. */
function onlyGiven<Values extends object>(
  values: Values,
): { [Name in keyof Values]: Exclude<Values[Name], undefined> } {
  return values as { [Name in keyof Values]: Exclude<Values[Name], undefined> };
}

function isCharset(name: string): boolean {
  try {
    return new TextDecoder(name) !== null;
  } catch {
    return false;
  }
}
