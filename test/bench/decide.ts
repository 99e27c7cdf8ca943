import { readParameters } from '../../collector/http/parameters/read-parameters.ts';
import { newId } from '../../collector/ids.ts';
import { decide } from '../../collector/pipeline/decide.ts';
import type { DecisionContext } from '../../collector/pipeline/decision.ts';
import type { Click, ClickState, Lead } from '../../collector/pipeline/lead.ts';
import type { Postback } from '../../collector/pipeline/postback.ts';
import { type Prepared, unprepared } from '../../collector/pipeline/prepare.ts';
import { readTemplate } from '../../collector/pipeline/read-template.ts';
import type { LiveFlow } from '../../collector/pipeline/sending/receiver.ts';
import { readStatus, readWordList } from '../../collector/pipeline/status.ts';
import { microseconds, printCosts } from './support/measure.ts';

// What the pure part of one postback costs, against the parsing of the same request as JSON: the least that any
// collector has to do.

const accountId = newId();
const flow: LiveFlow = {
  id: 'demo',
  accountId,
  name: 'Demo',
  siteKey: 'pk_demo',
  landingUrl: 'https://shop.example/',
  offerUrl: '',
  currency: null,
  network: 'adcombo',
  ownNetwork: null,
  defaultPrice: null,
  charset: null,
  statusMap: {},
  origins: [],
  ipRanges: [],
  replyText: null,
  retentionDays: null,
  receivers: [],
};
const click: Click = {
  id: newId(),
  accountId,
  flowId: flow.id,
  version: 1,
  source: 'link',
  createdAt: new Date(),
  ip: '203.0.113.7',
  geo: 'DE',
  userAgent: 'browser',
  url: '',
  referrer: '',
  tags: { utm_source: 'fb' },
};

const fields = {
  click: click.id,
  uid: '77',
  status: 'confirmed',
  price: '12,50',
  currency: 'USD',
  'meta[size]': 'XL',
};
const query = String(new URLSearchParams(fields));
const json = JSON.stringify(fields);
const { parameters } = await readParameters({ query, body: Buffer.alloc(0), contentType: '' });

const postback: Postback = {
  id: newId(),
  receivedAt: new Date(),
  channel: 's2s',
  purpose: 'lead',
  format: 'json',
  credentials: {},
  parameters,
  caller: { ip: '203.0.113.7', userAgent: '', referrer: '', origin: '' },
  request: { method: 'GET', path: '/', query, headers: {}, body: '' },
};
const prepared: Prepared = { ...unprepared(postback), accountId, clickId: click.id };
const context: DecisionContext = {
  flow,
  template: readTemplate(flow),
  rates: new Map(),
  country: () => 'DE',
  now: new Date(),
  newId,
};

function stateWith(count: number): ClickState {
  const created = decide(prepared, { click, leads: [] }, context).leads[0] as Lead;
  const leads = Array.from({ length: count }, (_, index) => ({
    ...created,
    id: newId(),
    uid: `u${index}`,
    status: 'new' as const,
  }));
  return { click, leads };
}

const noLists = readWordList('');
const sources = {
  lists: { new: noLists, hold: noLists, approve: noLists, cancel: noLists, trash: noLists },
  flow: {},
  template: context.template,
};
const fresh = stateWith(0);
const busy = stateWith(20);
const decided = decide(prepared, fresh, context).state;

printCosts([
  ['JSON.parse of the same request', microseconds(() => JSON.parse(json))],
  ['status: a word of the template', microseconds(() => readStatus('confirmed', sources))],
  ['status: a word of the vocabulary', microseconds(() => readStatus('Одобрен', sources))],
  ['status: two words in one', microseconds(() => readStatus('first_dep_confirmed', sources))],
  ['status: unmapped', microseconds(() => readStatus('zorblax', sources))],
  ['decide: a new lead', microseconds(() => decide(prepared, fresh, context))],
  ['decide: a repetition', microseconds(() => decide(prepared, decided, context))],
  ['decide: a click with 20 leads', microseconds(() => decide(prepared, busy, context))],
]);
