import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildPostbackUrls,
  type CallValues,
  NETWORKS,
  type NetworkTemplate,
  type PostbackUrlOptions,
  simulateCall,
} from '../../collector/networks/index.ts';
import { STATUS_LISTS } from '../../collector/networks/status-map.ts';
import type { Status } from '../../collector/pipeline/postback.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

type Mapping = NonNullable<PostbackUrlOptions['mapping']>;

/** One call that a network makes, and the lead that must come of it. */
interface Call {
  readonly name: string;
  /** Which of the network's URLs is called. */
  readonly url: number;
  readonly values: Omit<CallValues, 'click'>;
  readonly lead: Readonly<Record<string, unknown>>;
}

const UID = 'T-1001';
const GOAL = 'Sale 7';
const PRICE = '12.5';

/** Every status word of a network, or every event, or the one call that it makes. */
function callsOf(template: NetworkTemplate): Call[] {
  if (template.setup === 'none') return [];
  if (template.events) return template.events.map((_, index) => eventCall(template, index));
  const words = STATUS_LISTS.flatMap(([status]) =>
    (template.statuses[status] ?? []).map((word): [string, Status] => [word, status]),
  );
  if (template.macros.status && words.length > 0) {
    return words.map(([word, status]) => wordCall(template, word, status));
  }
  // Without a word, money means approved (protocol section 4).
  return [wordCall(template, '', template.defaultStatus ?? (template.macros.price ? 'approve' : 'new'))];
}

const money = (template: NetworkTemplate) => ({
  price: '12.5000',
  currency: template.macros.currency ? 'EUR' : (template.defaultCurrency ?? 'USD'),
});

const sent = { uid: UID, goal: GOAL, price: PRICE, currency: 'eur' };

function wordCall(template: NetworkTemplate, word: string, status: Status): Call {
  const { macros } = template;
  return {
    name: word || 'no word',
    url: 0,
    values: { ...sent, status: word },
    lead: {
      status,
      status_word: macros.status ? word : expect.any(String),
      uid: macros.uid ? UID : '',
      goal: goalOf(template, word),
      ...(macros.price ? money(template) : { price: null }),
    },
  };
}

/** A goal that shares its macro with the status is the status word, or the first half of it. */
function goalOf({ macros }: NetworkTemplate, word: string): string {
  if (!macros.goal) return '';
  if (macros.goal === macros.status) return word.toLowerCase();
  if (!macros.status?.startsWith(macros.goal)) return GOAL.toLowerCase();
  return word.slice(0, Math.max(word.lastIndexOf('_'), word.lastIndexOf('x')));
}

function eventCall(template: NetworkTemplate, index: number): Call {
  const event = template.events?.[index];
  if (!event) throw new Error(`${template.id} has no event ${index}`);
  const amount = template.macros.price || event.price ? (event.amount ?? 'payout') : 'none';
  return {
    name: event.event,
    url: index,
    values: sent,
    lead: {
      status: event.status,
      uid: template.macros.uid ? UID : '',
      goal: event.goal ?? event.event,
      ...(amount === 'payout' ? money(template) : { price: null }),
      meta: amount === 'deposit' ? { amount: PRICE } : {},
    },
  };
}

/** Pairs of calls about one lead where the second takes the first back. */
function reversalsOf(template: NetworkTemplate): [Call, Call][] {
  const calls = callsOf(template);
  const gains = calls.filter(({ lead }) => lead.status === 'approve');
  const losses = calls.filter(({ lead }) => lead.status === 'cancel');
  return gains.flatMap((gain) =>
    losses
      .filter((loss) => loss.lead.goal === gain.lead.goal)
      .slice(0, 1)
      .map((loss): [Call, Call] => [gain, loss]),
  );
}

let collector: TestCollector;
let account: TestAccount;

beforeAll(async () => {
  collector = await startCollector();
  account = await collector.addAccount();
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

/** With `flow`, the flow has the network set; with `url`, it knows nothing of it. */
const accountFor = (template: NetworkTemplate, mapping: Mapping) =>
  mapping === 'flow' ? collector.addAccount({ network: template.id }) : account;

async function visit(owner: TestAccount): Promise<string> {
  const response = await fetch(`${collector.url}/c/${owner.flow}`, { redirect: 'manual' });
  return new URL(response.headers.get('location') ?? '').searchParams.get('click') ?? '';
}

/** Makes the network's call and gives back its answer. */
async function make(
  call: Call,
  click: string,
  template: NetworkTemplate,
  owner: TestAccount,
  mapping: Mapping,
) {
  const urls = buildPostbackUrls(template, { collectorUrl: collector.url, token: owner.token, mapping });
  const url = simulateCall(template, urls[call.url]?.url ?? '', { click, ...call.values });
  return (await fetch(url)).text();
}

const leadsOf = (click: string) => collector.query('select * from leads where click_id = $1', [click]);
const warningsOf = async (click: string) =>
  (await collector.query('select warnings from postback_log where click_id = $1', [click])).flatMap(
    ({ warnings }) => warnings,
  );

const total = NETWORKS.reduce((sum, template) => sum + callsOf(template).length, 0);
const callers = NETWORKS.filter((template) => callsOf(template).length > 0);

describe.each<Mapping>(['url', 'flow'])(
  `${NETWORKS.length} templates, ${total} calls (mapping: %s)`,
  (mapping) => {
    it.each(callers.map((template) => ({ template, count: callsOf(template).length })))(
      '$template.id: $count calls',
      async ({ template }) => {
        const owner = await accountFor(template, mapping);
        await Promise.all(
          callsOf(template).map(async (call) => {
            const click = await visit(owner);
            const answer = await make(call, click, template, owner, mapping);
            if (template.reply) expect(answer).toBe(template.reply);
            else expect(JSON.parse(answer)).toMatchObject({ status: 'ok', result: 'created', click });
            expect(await leadsOf(click), `${template.id}: ${call.name}`).toMatchObject([call.lead]);
            expect(await warningsOf(click), `${template.id}: ${call.name}`).toEqual([]);
          }),
        );
      },
    );

    const pairs = NETWORKS.flatMap((template) => reversalsOf(template).map((pair) => ({ template, pair })));
    it(`${pairs.length} approvals are taken back by the same network, not doubled`, async () => {
      await Promise.all(
        pairs.map(async ({ template, pair: [gain, loss] }) => {
          const owner = await accountFor(template, mapping);
          const click = await visit(owner);
          await make(gain, click, template, owner, mapping);
          await make(loss, click, template, owner, mapping);
          const leads = await leadsOf(click);
          expect(
            leads.map(({ status }) => status),
            `${template.id}: ${loss.name}`,
          ).toEqual(['cancel']);
        }),
      );
    });
  },
);

it('every network that we know as a caller is called, the others only have a link', () => {
  const silent = NETWORKS.filter((template) => callsOf(template).length === 0);
  expect(silent.map(({ setup }) => setup)).toEqual(silent.map(() => 'none'));
  expect(callers.length + silent.length).toBe(NETWORKS.length);
});
