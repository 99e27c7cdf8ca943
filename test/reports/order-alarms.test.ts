import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId, randomText } from '../../collector/ids.ts';
import { findOrderAlarms, isOdd, listAlarmed, usualShare } from '../../collector/reports/order-alarms.ts';
import { firstId } from '../../collector/storage/partitions.ts';
import { addReceiver, type ReceiverSettings } from '../../collector/storage/receivers.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';
import { aReceiver } from '../support/receiver.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const NOW = new Date();

let collector: TestCollector;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

async function aNetwork(settings: Partial<ReceiverSettings> = {}) {
  const account = await collector.addAccount();
  const id = `rc_${randomText(12)}`;
  await addReceiver(collector.database.knex, {
    ...aReceiver({ kind: 'order', name: 'Network', ackHours: 24, ...settings }),
    id,
    accountId: account.accountId,
  });
  return { account, id };
}

interface Order {
  readonly ageMs: number;
  readonly status?: string;
  readonly state?: string;
  readonly test?: boolean;
}

/** A lead that was ordered so long ago; returns its click. */
async function order({ account, id }: Awaited<ReturnType<typeof aNetwork>>, given: Order): Promise<string> {
  const { ageMs, status = 'new', state = 'sent', test: isTest = false } = given;
  const click = newId();
  const lead = newId();
  const at = new Date(NOW.getTime() - ageMs);
  await collector.query(
    `insert into clicks (id, account_id, flow_id, version, source, created_at, user_agent, url, referrer, tags)
     values ($1, $2, $3, 1, 'page', $4, '', '', '', '{}')`,
    [click, account.accountId, account.flow, at],
  );
  await collector.query(
    `insert into leads (click_id, id, account_id, flow_id, uid, goal, status, status_word, name, phone, email, comment,
                        meta, test, confirmed, created_at, updated_at)
     values ($1, $2, $3, $4, '', '', $5, '', '', '', '', '', '{}', false, true, $6, $6)`,
    [click, lead, account.accountId, account.flow, status, at],
  );
  await collector.query(
    `insert into outgoing (id, at, account_id, flow_id, receiver_id, kind, click_id, lead_id, log_id, status, goal, test,
                           host, request, state, tried_at)
     values ($1, $2, $3, $4, $5, 'order', $6, $7, $8, 'new', '', $9, '', '{}', $10, $2)`,
    [
      firstId(at).slice(0, 13).replace('-', '') + newId().slice(12),
      at,
      account.accountId,
      account.flow,
      id,
      click,
      lead,
      newId(),
      isTest,
      state,
    ],
  );
  return click;
}

const speak = ({ token }: TestAccount, click: string, status = 'new') =>
  collector.call(`/api/track/postback.json?${new URLSearchParams({ id: token, click, status })}`);

const alarms = ({ account }: { readonly account: TestAccount }) =>
  findOrderAlarms(collector.database.knex, account.accountId, NOW);

test('a network that has not spoken of what it took, longer than it may', async () => {
  const network = await aNetwork();
  const silent = await order(network, { ageMs: 30 * HOUR });
  const heard = await order(network, { ageMs: 30 * HOUR });
  await speak(network.account, heard);
  // What says nothing of it: too young, too old, not taken, a test.
  await order(network, { ageMs: 23 * HOUR });
  await order(network, { ageMs: 8 * DAY });
  await order(network, { ageMs: 30 * HOUR, state: 'failed' });
  await order(network, { ageMs: 30 * HOUR, test: true });
  expect(await alarms(network)).toEqual({
    silent: [{ receiverId: network.id, name: 'Network', ackHours: 24, count: 1, of: 2 }],
    shaving: [],
  });
  const { knex } = collector.database;
  const leads = await listAlarmed(knex, network.account.accountId, network.id, 'silent', NOW);
  expect(leads.map(({ clickId }) => clickId)).toEqual([silent]);
  const stranger = await collector.addAccount();
  expect(await listAlarmed(knex, stranger.accountId, network.id, 'silent', NOW)).toEqual([]);
});

test('a word that changes nothing is a word; what we ourselves noted is none', async () => {
  const network = await aNetwork();
  const click = await order(network, { ageMs: 30 * HOUR });
  await collector.query(
    `insert into postback_log (id, received_at, channel, account_id, click_id, lead_id, uid, goal, status_word, warnings,
                               remarks, changes, request, answer, test, dry, took_ms)
     select $2, now(), 'order', account_id, click_id, id, '', '', '', '{}', '[]', '[]', '{}', '{}', false, false, 1
       from leads where click_id = $1`,
    [click, newId()],
  );
  expect((await alarms(network)).silent).toHaveLength(1);
  await speak(network.account, click);
  await speak(network.account, click);
  expect((await alarms(network)).silent).toEqual([]);
});

test('no hours, or switched off: nobody waits for its word', async () => {
  for (const settings of [{ ackHours: null }, { isOn: false }]) {
    const network = await aNetwork(settings);
    await order(network, { ageMs: 3 * DAY });
    expect((await alarms(network)).silent).toEqual([]);
  }
});

test('a network that refuses more of what it took than it used to', async () => {
  const network = await aNetwork({ ackHours: null });
  for (let index = 0; index < 20; index += 1) {
    await order(network, { ageMs: 10 * DAY, status: index < 6 ? 'trash' : 'approve' });
    await order(network, { ageMs: 2 * DAY, status: index < 13 ? 'cancel' : 'hold' });
    await order(network, { ageMs: 2 * DAY, status: 'new' });
  }
  expect(await alarms(network)).toEqual({
    silent: [],
    shaving: [{ receiverId: network.id, name: 'Network', refused: 13, decided: 20, usual: 0.3 }],
  });
  const leads = await listAlarmed(
    collector.database.knex,
    network.account.accountId,
    network.id,
    'shaving',
    NOW,
  );
  expect(leads.map(({ status }) => status)).toEqual(Array(13).fill('cancel'));
});

test.each([
  [{ refused: 19, decided: 19 }, 0.5, false],
  [{ refused: 20, decided: 20 }, 0.5, true],
  // A tenth more of twenty is chance, of two hundred it is not.
  [{ refused: 13, decided: 20 }, 0.5, false],
  [{ refused: 130, decided: 200 }, 0.5, true],
  [{ refused: 118, decided: 200 }, 0.5, false],
  [{ refused: 60, decided: 200 }, 0.5, false],
  [{ refused: 200, decided: 200 }, 1, false],
])('%o of usually %d: %s', (week, usual, odd) => {
  expect(isOdd(week, usual)).toBe(odd);
});

test('what is usual is the network’s own habit where there is one', () => {
  expect(usualShare({ refused: 19, decided: 19 })).toBe(0.5);
  expect(usualShare({ refused: 5, decided: 20 })).toBe(0.25);
});
