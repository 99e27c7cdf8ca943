import fc from 'fast-check';
import type { TestAccount } from '../support/collector.ts';
import { EVENTS, PRICES, type Sent } from './reference.ts';

/** One postback on its way: for which of the run's clicks, through which of the collectors, how it is written. */
export interface Call {
  readonly kind: 'call';
  readonly sent: Sent;
  readonly click: number;
  readonly collector: number;
  readonly encoding: 'query' | 'form' | 'json';
}

export type Step =
  | Call
  /** The call before once more. */
  | { readonly kind: 'repeat'; readonly collector: number }
  /** A person replays one of the entries so far. */
  | { readonly kind: 'replay'; readonly entry: number; readonly collector: number };

/** A click, and a (flow, subid), which a browser cannot name. Only two, so that postbacks meet. */
export const CLICKS = ['click', 'flow'] as const;

/** Few values, so that postbacks meet. */
const maybe = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });
const common = {
  name: maybe('Ada', 'Grace', ''),
  comment: maybe('one', 'two'),
  meta: maybe<Record<string, string>>({ a: '1' }, { a: '2', b: '1' }, { ['__proto__']: '1' }),
  data1: maybe('x', 'y'),
  goal: maybe('reg', 'REG', 'dep', ''),
};
const ours = {
  uid: maybe('1', '2', ''),
  status: maybe('new', 'hold', 'approve', 'cancel', 'trash', 'zorblax', '', ...EVENTS),
  price: maybe(...Object.keys(PRICES), 'NaN', '-5', '1,234'),
  currency: maybe('EUR', 'USD'),
};

const s2s = fc.record<Sent>({ door: fc.constant('s2s'), ...common, ...ours });
/** With all that a browser may not set. */
const pixel = fc.record<Sent>({ door: fc.constant('pixel'), ...common, ...ours });

const collector = fc.nat({ max: 1 });
export const call: fc.Arbitrary<Call> = fc
  .oneof({ weight: 3, arbitrary: s2s }, { weight: 1, arbitrary: pixel })
  .chain((sent) =>
    fc.record({
      kind: fc.constant('call' as const),
      sent: fc.constant(sent),
      click: fc.nat({ max: sent.door === 'pixel' ? 0 : CLICKS.length - 1 }),
      collector,
      encoding: fc.constantFrom('query', 'form', 'json'),
    }),
  );

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: call },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat' as const), collector }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('replay' as const), entry: fc.nat({ max: 30 }), collector }),
  },
);

/** The call as an HTTP request; `target` names the click. */
export function toRequest(
  { sent, encoding }: Call,
  account: TestAccount,
  target: Record<string, string>,
): [path: string, init: RequestInit] {
  const { door, meta = {}, ...rest } = sent;
  const proof: Record<string, string> = door === 'pixel' ? { key: account.siteKey } : { id: account.token };
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  const flat = { ...proof, ...target, ...Object.fromEntries(given) };
  const path = door === 'pixel' ? '/api/track/lead.json' : '/api/track/postback.json';
  const fields = Object.entries(meta).map(([key, value]) => [`meta[${key}]`, value]);
  const form = new URLSearchParams([...Object.entries(flat), ...fields] as [string, string][]);
  if (encoding === 'query') return [`${path}?${form}`, { method: door === 'pixel' ? 'POST' : 'GET' }];
  if (encoding === 'form') return [path, { method: 'POST', body: form }];
  return [path, { method: 'POST', body: JSON.stringify({ ...flat, meta }) }];
}
