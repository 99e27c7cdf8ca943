import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId, randomText } from '../../collector/ids.ts';
import { applyOrders } from '../../collector/outgoing/apply-orders.ts';
import type { Pipeline } from '../../collector/pipeline/pipeline.ts';
import { eraseClicks } from '../../collector/storage/erase.ts';
import { addReceiver } from '../../collector/storage/receivers.ts';
import { resolveOrder } from '../../collector/storage/resolve-order.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';
import { aReceiver } from '../support/receiver.ts';

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

interface Ordered {
  readonly account: TestAccount;
  readonly click: string;
  /** Of the message. */
  readonly order: string;
}

/** A lead whose order waits to be sent. */
async function anOrder(): Promise<Ordered> {
  const account = await collector.addAccount();
  await addReceiver(collector.database.knex, {
    ...aReceiver({ kind: 'order', method: 'POST', url: 'https://network.example/order' }),
    id: `rc_${randomText(12)}`,
    accountId: account.accountId,
  });
  const { click = '' } = await fromPage(account, { phone: '+1555' });
  const [{ id = '' } = {}] = await collector.query<{ id: string }>(
    'select id from outgoing where account_id = $1',
    [account.accountId],
  );
  return { account, click, order: id };
}

async function fromPage({ siteKey }: TestAccount, query: Readonly<Record<string, string>>) {
  const body = (more: object) => ({
    method: 'POST',
    body: new URLSearchParams({ key: siteKey, ...query, ...more }),
  });
  const { click = '' } = await collector.call('/api/track/click.json', body({}));
  return collector.call('/api/track/lead.json', body({ click }));
}

const postback = ({ account, click }: Ordered, query: Readonly<Record<string, string>>) =>
  collector.call(`/api/track/postback.json?${new URLSearchParams({ id: account.token, click, ...query })}`);

/** What the sender writes when the network has answered. */
async function settle({ order }: Ordered, what: { state: string; uid?: string; reason?: string }) {
  await collector.query(
    `with done as (delete from outgoing_queue where id = $1)
     update outgoing set state = $2, order_uid = $3, order_reason = $4, is_applied = ($2 not in ('sent', 'refused'))
      where id = $1`,
    [order, what.state, what.uid ?? null, what.reason ?? null],
  );
}

const apply = (pipeline: Pick<Pipeline, 'submit'> = collector.pipeline) =>
  applyOrders({ knex: collector.database.knex, pipeline, now: () => new Date(), newId });

async function leadsOf({ click }: Ordered) {
  return collector.query<{ uid: string; status: string; status_word: string; price: string | null }>(
    'select uid, status, status_word, price from leads where click_id = $1 order by id',
    [click],
  );
}

async function entriesOf({ click }: Ordered) {
  return collector.query<{ result: string | null; reason: string | null; warnings: string[]; body: string }>(
    `select result, reason, warnings, request->>'body' as body from postback_log
      where click_id = $1 and channel = 'order' order by id`,
    [click],
  );
}

test('an order that was taken: later postbacks find its lead by the network’s ID', async () => {
  const ordered = await anOrder();
  await settle(ordered, { state: 'sent', uid: 'N-77' });
  expect(await apply()).toBe(1);
  expect(await leadsOf(ordered)).toMatchObject([{ uid: 'N-77', status: 'new' }]);
  await postback(ordered, { uid: 'N-78', status: 'new' });
  await postback(ordered, { uid: 'N-77', status: 'approve', price: '9' });
  expect(await leadsOf(ordered)).toMatchObject([
    { uid: 'N-77', status: 'approve', price: '9.0000' },
    { uid: 'N-78', status: 'new' },
  ]);
  expect(await entriesOf(ordered)).toMatchObject([{ result: 'updated', warnings: [] }]);
  expect(await apply()).toBe(0);
});

test('an order that was refused: trash, with the reason in the log', async () => {
  const ordered = await anOrder();
  await settle(ordered, { state: 'refused', reason: 'no such phone' });
  await apply();
  expect(await leadsOf(ordered)).toMatchObject([{ uid: '', status: 'trash' }]);
  const [entry] = await entriesOf(ordered);
  expect(JSON.parse(entry?.body ?? '')).toMatchObject({
    order: ordered.order.replaceAll('-', ''),
    refused: 'no such phone',
  });
});

test('a flow’s mapping does not read a refusal as anything else', async () => {
  const ordered = await anOrder();
  await collector.query(`update flows set status_map = '{"orderrefused": "approve"}' where id = $1`, [
    ordered.account.flow,
  ]);
  await settle(ordered, { state: 'refused', reason: '' });
  await apply();
  expect(await leadsOf(ordered)).toMatchObject([{ status: 'trash' }]);
});

test.each([
  ['approved', { status: 'approve' }],
  ['called by the network’s name', { uid: 'N-5' }],
  ['new, says the network', { status: 'new' }],
])('a refusal makes no trash of a lead that is %s meanwhile', async (_, word) => {
  const ordered = await anOrder();
  await postback(ordered, word);
  const [before] = await leadsOf(ordered);
  await settle(ordered, { state: 'refused', reason: 'duplicate' });
  await apply();
  expect(await leadsOf(ordered)).toEqual([before]);
  expect(await entriesOf(ordered)).toMatchObject([{ result: null, reason: 'stale', warnings: ['stale'] }]);
});

test('a postback that overtakes the answer may have another name for the lead: that one stays', async () => {
  const ordered = await anOrder();
  await postback(ordered, { uid: 'P-1', status: 'hold' });
  await settle(ordered, { state: 'sent', uid: 'N-1' });
  await apply();
  expect(await leadsOf(ordered)).toMatchObject([{ uid: 'P-1', status: 'hold' }]);
  expect(await entriesOf(ordered)).toMatchObject([{ warnings: ['stale'] }]);
});

test('a network that decides after it has refused is believed', async () => {
  const ordered = await anOrder();
  await settle(ordered, { state: 'refused', reason: 'double' });
  await apply();
  await postback(ordered, { uid: 'N-9', status: 'approve' });
  expect(await leadsOf(ordered)).toMatchObject([{ uid: 'N-9', status: 'approve' }]);
});

test('a refused order that is sent again and taken makes its lead new; what a network refused later stays so', async () => {
  const ours = await anOrder();
  const theirs = await anOrder();
  await settle(ours, { state: 'refused', reason: 'key' });
  await apply();
  await postback(theirs, { status: 'trash' });
  for (const ordered of [ours, theirs]) await settle(ordered, { state: 'sent', uid: 'N-4' });
  await apply();
  expect(await leadsOf(ours)).toMatchObject([{ uid: 'N-4', status: 'new', status_word: '' }]);
  expect(await leadsOf(theirs)).toMatchObject([{ uid: 'N-4', status: 'trash' }]);
});

test('what a crash cuts short is applied again, and changes nothing more', async () => {
  const taken = await anOrder();
  const refused = await anOrder();
  await settle(taken, { state: 'sent', uid: 'N-3' });
  await settle(refused, { state: 'refused', reason: 'x' });
  let submitted = 0;
  const crash: Pick<Pipeline, 'submit'> = {
    async submit(given) {
      const verdict = await collector.pipeline.submit(given);
      submitted += 1;
      if (submitted === 2) throw new Error('killed');
      return verdict;
    },
  };
  await expect(apply(crash)).rejects.toThrow('killed');
  const between = [await leadsOf(taken), await leadsOf(refused)];
  expect(between).toMatchObject([[{ uid: 'N-3' }], [{ status: 'trash' }]]);
  await apply();
  expect([await leadsOf(taken), await leadsOf(refused)]).toEqual(between);
  for (const ordered of [taken, refused])
    expect(await entriesOf(ordered)).toMatchObject([{ result: 'updated' }, { reason: 'same' }]);
  expect(await apply()).toBe(0);
});

test('while the database takes nothing, results wait', async () => {
  const ordered = await anOrder();
  await settle(ordered, { state: 'sent', uid: 'N-6' });
  const away: Pick<Pipeline, 'submit'> = {
    submit: async (given) => ({
      ...(await collector.pipeline.submit({ ...given, credentials: { accountId: newId() } })),
      outcome: { status: 'error', error: 'db', reason: 'unavailable', hint: '' },
    }),
  };
  await apply(away);
  expect(await leadsOf(ordered)).toMatchObject([{ uid: '' }]);
  await apply();
  expect(await leadsOf(ordered)).toMatchObject([{ uid: 'N-6' }]);
});

test('two processes do not apply the same result at the same time', async () => {
  const orders = await Promise.all(Array.from({ length: 8 }, anOrder));
  for (const [index, ordered] of orders.entries())
    await settle(ordered, { state: 'sent', uid: `N-${index}` });
  const seen = await Promise.all([apply(), apply(), apply()]);
  expect(seen.reduce((sum, each) => sum + each)).toBe(8);
  for (const ordered of orders) expect(await entriesOf(ordered)).toHaveLength(1);
});

test('a person ends the doubt about an order, once', async () => {
  const { knex } = collector.database;
  const ordered = await anOrder();
  const { accountId } = ordered.account;
  const arrived = { kind: 'arrived', uid: ' N-8 ' } as const;
  expect(await resolveOrder(knex, accountId, ordered.order, arrived)).toBe(false);
  await settle(ordered, { state: 'unsure' });
  const stranger = await collector.addAccount();
  expect(await resolveOrder(knex, stranger.accountId, ordered.order, arrived)).toBe(false);
  expect(await resolveOrder(knex, accountId, ordered.order, arrived)).toBe(true);
  expect(await resolveOrder(knex, accountId, ordered.order, { kind: 'again' })).toBe(false);
  await apply();
  expect(await leadsOf(ordered)).toMatchObject([{ uid: 'N-8' }]);
});

test('an order that did not arrive waits in the queue again, once, under the same ID', async () => {
  const { knex } = collector.database;
  const ordered = await anOrder();
  await settle(ordered, { state: 'unsure' });
  const answers = await Promise.all(
    [1, 2].map(() => resolveOrder(knex, ordered.account.accountId, ordered.order, { kind: 'again' })),
  );
  expect(answers.sort()).toEqual([false, true]);
  const rows = await collector.query(
    `select state, q.tries, due_at <= now() as due from outgoing join outgoing_queue q using (id) where id = $1`,
    [ordered.order],
  );
  expect(rows).toEqual([{ state: 'waiting', tries: 0, due: true }]);
});

test('who was forgotten is not ordered again; what the network made of the order is still told to the lead', async () => {
  const { knex } = collector.database;
  const [doubted, taken, refused] = [await anOrder(), await anOrder(), await anOrder()];
  await settle(doubted, { state: 'unsure' });
  await settle(taken, { state: 'sent', uid: 'N-10' });
  await settle(refused, { state: 'refused', reason: 'no such phone +1555' });
  for (const { account, click } of [doubted, taken, refused]) {
    const { accountId } = account;
    await eraseClicks(knex, { accountId, clickIds: [click], forgottenAt: new Date(), needle: null });
  }
  const { accountId } = doubted.account;
  expect(await resolveOrder(knex, accountId, doubted.order, { kind: 'again' })).toBe(false);
  expect(await resolveOrder(knex, accountId, doubted.order, { kind: 'arrived', uid: '' })).toBe(true);
  await apply();
  expect(await leadsOf(taken)).toMatchObject([{ uid: 'N-10' }]);
  expect(await leadsOf(refused)).toMatchObject([{ status: 'trash' }]);
  expect(JSON.stringify(await entriesOf(refused))).not.toContain('1555');
});
