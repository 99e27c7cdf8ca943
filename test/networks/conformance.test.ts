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

const MAPPINGS: readonly Mapping[] = ['url', 'flow'];

/** What the collector made of the calls about one click. */
interface Outcome {
  readonly answers: readonly string[];
  readonly leads: readonly Record<string, unknown>[];
  readonly warnings: readonly string[];
}

/** All calls about one click, and under which name their outcome is kept. */
interface Visit {
  readonly key: string;
  readonly template: NetworkTemplate;
  readonly mapping: Mapping;
  readonly calls: readonly Call[];
}

const keyOf = (mapping: Mapping, { id }: NetworkTemplate, ...calls: readonly Call[]) =>
  [mapping, id, ...calls.map(({ name }) => name)].join(' ');

const VISITS: readonly Visit[] = MAPPINGS.flatMap((mapping) =>
  NETWORKS.flatMap((template) =>
    [...callsOf(template).map((call) => [call]), ...reversalsOf(template)].map((calls) => ({
      key: keyOf(mapping, template, ...calls),
      template,
      mapping,
      calls,
    })),
  ),
);

let collector: TestCollector;
let account: TestAccount;
const outcomes = new Map<string, Outcome>();

beforeAll(async () => {
  collector = await startCollector();
  account = await collector.addAccount();
  await addFlows();
  // Some networks at once, as in life; the calls about one click one after the other.
  const clicks = new Map<string, Visit & { readonly answers: readonly string[] }>();
  const waiting = [...VISITS];
  const network = async () => {
    for (let visit = waiting.shift(); visit; visit = waiting.shift()) {
      const click = await openClick(visit.mapping === 'flow' ? visit.template.id : account.flow);
      const answers: string[] = [];
      for (const call of visit.calls) answers.push(await make(call, click, visit));
      clicks.set(click, { ...visit, answers });
    }
  };
  await Promise.all(Array.from({ length: 12 }, network));
  await collectOutcomes(clicks);
}, 120_000);
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

/** A flow for each network, which has the network set. */
async function addFlows(): Promise<void> {
  await collector.query(
    `insert into flows (id, account_id, name, site_key, landing_url, network)
     select id, $1, id, 'pk_' || id, 'https://shop.example/', id from unnest($2::text[]) id`,
    [account.accountId, NETWORKS.map(({ id }) => id)],
  );
}

/** Calls, and repeats while the database is too busy, as networks do: a loaded machine is no mistake of a template. */
async function fetchPatiently(url: string): Promise<Response> {
  let response = await fetch(url, { redirect: 'manual' });
  while (response.status === 503) response = await fetch(url, { redirect: 'manual' });
  return response;
}

async function openClick(flow: string): Promise<string> {
  const response = await fetchPatiently(`${collector.url}/c/${flow}`);
  return new URL(response.headers.get('location') ?? '').searchParams.get('click') ?? '';
}

/** Makes the network's call and gives back its answer. */
async function make(call: Call, click: string, { template, mapping }: Visit): Promise<string> {
  const urls = buildPostbackUrls(template, { collectorUrl: collector.url, token: account.token, mapping });
  const url = simulateCall(template, urls[call.url]?.url ?? '', { click, ...call.values });
  return (await fetchPatiently(url)).text();
}

async function collectOutcomes(
  clicks: ReadonlyMap<string, Visit & { readonly answers: readonly string[] }>,
): Promise<void> {
  const leads = await collector.query<{ click_id: string }>('select * from leads');
  const log = await collector.query<{ click_id: string; warnings: string[] }>(
    'select click_id, warnings from postback_log',
  );
  const plain = (uuid: string | null) => uuid?.replaceAll('-', '');
  for (const [click, { key, answers }] of clicks) {
    outcomes.set(key, {
      answers,
      leads: leads.filter((lead) => plain(lead.click_id) === click),
      warnings: log.filter((entry) => plain(entry.click_id) === click).flatMap(({ warnings }) => warnings),
    });
  }
}

const callers = NETWORKS.filter((template) => callsOf(template).length > 0);
const total = callers.reduce((sum, template) => sum + callsOf(template).length, 0);

describe.each(MAPPINGS)(`${NETWORKS.length} templates, ${total} calls (mapping: %s)`, (mapping) => {
  it.each(callers.map((template) => ({ template, count: callsOf(template).length })))(
    '$template.id: $count calls',
    ({ template }) => {
      for (const call of callsOf(template)) {
        const outcome = outcomes.get(keyOf(mapping, template, call));
        const success = template.reply ? `^${template.reply}$` : '"result":"created"|"reason":"same"';
        expect(outcome?.answers, call.name).toEqual([expect.stringMatching(success)]);
        expect(outcome, call.name).toMatchObject({ leads: [call.lead], warnings: [] });
      }
    },
  );

  const pairs = callers.flatMap((template) => reversalsOf(template).map((pair) => ({ template, pair })));
  it.each(pairs)(
    '$template.id takes back what it approved: $pair.0.name, $pair.1.name',
    ({ template, pair }) => {
      expect(outcomes.get(keyOf(mapping, template, ...pair))).toMatchObject({
        leads: [{ status: 'cancel' }],
        warnings: [],
      });
    },
  );
});

it('every network is called, or is known by its link alone', () => {
  const silent = NETWORKS.filter((template) => !callers.includes(template));
  expect(silent.map(({ setup }) => setup)).toEqual(silent.map(() => 'none'));
  expect(outcomes.size).toBe(VISITS.length);
});
