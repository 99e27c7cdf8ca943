import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId, randomText } from '../../collector/ids.ts';
import { decideFate } from '../../collector/outgoing/back-off.ts';
import { settleUntried } from '../../collector/outgoing/try-message.ts';
import { addReceiver, type ReceiverSettings } from '../../collector/storage/receivers.ts';
import { resolveOrder } from '../../collector/storage/resolve-order.ts';
import { settleTries } from '../../collector/storage/settle-outgoing.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';
import { aReceiver } from '../support/receiver.ts';
import { type Received, startToy, type Toy } from './support/toy-receivers.ts';

const PATIENCE = { timeout: 15_000 };

let collector: TestCollector;
let toy: Toy;
/** Keys that the network has dropped the connection for, once. */
const dropped = new Set<string>();
beforeAll(async () => {
  collector = await startCollector({ sends: true });
  toy = await startToy({
    take: (response, { body }) => answer(response, { status: 'ok', id: `N-${field(body, 'key')}` }),
    refuse: (response) => answer(response, { status: 'error', message: 'no such phone' }),
    // It has the order, and its answer is lost the first time.
    lose(response, { body }) {
      const key = field(body, 'key');
      if (dropped.has(key)) return answer(response, { status: 'ok', id: `N-${key}` });
      dropped.add(key);
      response.socket?.resetAndDestroy();
    },
  });
});
afterAll(async () => {
  await collector.close();
  await toy.close();
  expect(collector.errors).toEqual([]);
});

function answer(response: ServerResponse, what: object): void {
  response.end(JSON.stringify(what));
}

const field = (body: string, name: string) => new URLSearchParams(body).get(name) ?? '';

interface Network extends TestAccount {
  readonly receiverId: string;
}

async function aNetwork(way: string, settings: Partial<ReceiverSettings> = {}): Promise<Network> {
  const account = await collector.addAccount();
  const receiverId = `rc_${randomText(12)}`;
  await addReceiver(collector.database.knex, {
    ...aReceiver({
      ...{ kind: 'order', method: 'POST', url: `${toy.url}/${way}/${receiverId}`, bodyType: 'form' },
      body: 'key={lead}&phone={phone}',
      answer: { accepted: '$.status = ok', refused: '$.status = error', uid: '$.id', reason: '$.message' },
      ...settings,
    }),
    ...{ id: receiverId, accountId: account.accountId },
  });
  return { ...account, receiverId };
}

async function aLead({ siteKey }: TestAccount): Promise<{ click: string; lead: string }> {
  const call = (door: string, query: Readonly<Record<string, string>>) =>
    collector.call(`/api/track/${door}.json`, {
      method: 'POST',
      body: new URLSearchParams({ key: siteKey, ...query }),
    });
  const { click = '' } = await call('click', {});
  await call('lead', { click, phone: '+1555' });
  const [{ id = '' } = {}] = await collector.query<{ id: string }>(
    'select id from leads where click_id = $1',
    [click],
  );
  return { click, lead: id.replaceAll('-', '') };
}

const received = ({ receiverId }: Network): Received[] =>
  toy.received.filter(({ path }) => path.endsWith(receiverId));

async function orderOf({ accountId }: Network) {
  const [order] = await collector.query<{
    id: string;
    state: string;
    error: string | null;
    order_reason: string | null;
    is_applied: boolean;
    waits: boolean;
  }>(
    `select id, state, error, order_reason, is_applied, exists (select from outgoing_queue q where q.id = o.id) as waits
       from outgoing o where account_id = $1`,
    [accountId],
  );
  return order;
}

const leadOf = async (click: string) =>
  (
    await collector.query<{ uid: string; status: string; price: string | null }>(
      'select uid, status, price from leads where click_id = $1',
      [click],
    )
  )[0];

test('an order goes out and its answer comes back to the lead, by which later postbacks find it', async () => {
  const network = await aNetwork('take');
  const { click, lead } = await aLead(network);
  await expect.poll(() => leadOf(click), PATIENCE).toMatchObject({ uid: `N-${lead}`, status: 'new' });
  expect(await orderOf(network)).toMatchObject({ state: 'sent', waits: false });
  const query = { id: network.token, click, uid: `N-${lead}`, status: 'approve', price: '11' };
  await collector.call(`/api/track/postback.json?${new URLSearchParams(query)}`);
  expect(await leadOf(click)).toEqual({ uid: `N-${lead}`, status: 'approve', price: '11.0000' });
  expect(received(network)).toHaveLength(1);
});

test('an order that a network does not want makes trash of the lead', async () => {
  const network = await aNetwork('refuse');
  const { click } = await aLead(network);
  await expect.poll(() => leadOf(click), PATIENCE).toMatchObject({ uid: '', status: 'trash' });
  expect(await orderOf(network)).toMatchObject({ state: 'refused', order_reason: 'no such phone' });
});

test('an order of which nobody knows whether it arrived is not sent again, until a person says so', async () => {
  const network = await aNetwork('lose');
  const { click, lead } = await aLead(network);
  await expect.poll(() => orderOf(network), PATIENCE).toMatchObject({ state: 'unsure', waits: false });
  expect(await leadOf(click)).toMatchObject({ uid: '', status: 'new' });
  expect(received(network)).toHaveLength(1);
  const { id = '' } = (await orderOf(network)) ?? {};
  await resolveOrder(collector.database.knex, network.accountId, id, { kind: 'again' });
  await expect.poll(() => leadOf(click), PATIENCE).toMatchObject({ uid: `N-${lead}` });
  expect(received(network).map(({ body }) => field(body, 'key'))).toEqual([lead, lead]);
});

test('a network that knows an order again gets it again, under the same key', async () => {
  const network = await aNetwork('lose', { isKeyed: true });
  const { click, lead } = await aLead(network);
  await expect.poll(() => leadOf(click), PATIENCE).toMatchObject({ uid: `N-${lead}` });
  expect(received(network).map(({ body }) => field(body, 'key'))).toEqual([lead, lead]);
});

test('the answer to an order that was in doubt since ends the doubt; what a person has decided stays', async () => {
  const [asked, decided] = await Promise.all([aNetwork('lose'), aNetwork('lose')]);
  const leads = await Promise.all([aLead(asked), aLead(decided)]);
  for (const network of [asked, decided])
    await expect.poll(() => orderOf(network), PATIENCE).toMatchObject({ state: 'unsure' });
  const [one, two] = await Promise.all([orderOf(asked), orderOf(decided)]);
  await resolveOrder(collector.database.knex, decided.accountId, two?.id ?? '', {
    kind: 'arrived',
    uid: 'by-hand',
  });
  const late = (id: string) => ({
    ...{ id, lease: new Date().toISOString(), state: 'sent' as const, inMs: 0, error: null },
    ...{ orderUid: 'late', orderReason: null, isNews: true },
    attempt: { id: newId(), at: new Date(), tookMs: 31_000, http: 200, answer: '{}' },
  });
  await settleTries(collector.pool, [late(one?.id ?? ''), late(two?.id ?? '')]);
  // The sender applies it within its ten seconds.
  await expect.poll(() => leadOf(leads[0].click), PATIENCE).toMatchObject({ uid: 'late' });
  await expect.poll(() => leadOf(leads[1].click), PATIENCE).toMatchObject({ uid: 'by-hand' });
  // Its lead knows of it a moment before it is noted.
  await expect
    .poll(() => orderOf(asked), PATIENCE)
    .toMatchObject({ state: 'sent', error: null, is_applied: true });
});

test('an order whose process was killed in the middle of a try is in doubt, even where its receiver is off or gone', () => {
  const receiver = { isOn: true, url: '', sealedSecret: null, signs: false, answer: null, isKeyed: false };
  const taken = {
    ...{ id: 'a', lease: '', hasLapsed: true, host: '', tries: 0, kind: 'order' as const, receiverId: 'rc' },
    request: { method: 'POST' as const, url: '', headers: [], body: '' },
  };
  for (const each of [receiver, { ...receiver, isOn: false }, null])
    expect(settleUntried({ ...taken, receiver: each })).toMatchObject({ state: 'unsure' });
  expect(settleUntried({ ...taken, receiver: { ...receiver, isKeyed: true } })).toBeNull();
  expect(settleUntried({ ...taken, hasLapsed: false, receiver: null })).toMatchObject({ state: 'cancelled' });
});

test('an order that stayed in doubt to its last try is not called failed', () => {
  const reply = {
    ...{ http: null, failure: 'timeout' as const, explains: '', answer: '', retryAfterMs: null, tookMs: 1 },
    mayHaveArrived: true,
  };
  const tried = { reply, isOrder: true, rules: null, isKeyed: true };
  expect(decideFate({ ...tried, tries: 9 }, Math.random)).toMatchObject({ kind: 'again' });
  expect(decideFate({ ...tried, tries: 10 }, Math.random)).toEqual({ kind: 'unsure' });
  const unsent = { ...reply, mayHaveArrived: false };
  expect(decideFate({ ...tried, reply: unsent, tries: 10 }, Math.random)).toMatchObject({ kind: 'failed' });
});
