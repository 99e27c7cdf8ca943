import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve } from '../support/collector.ts';
import { orders } from '../support/orders.ts';
import { openStand, type Stand } from './stand.ts';

let stand: Stand;
let second: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  stand = await openStand();
  second = await serve(stand.collector.databaseUrl, stand.collector.errors);
});
afterAll(async () => {
  expect(stand.collector.errors).toEqual([]);
  await second.close();
  await stand.collector.close();
});

/** A pause that lets the one before arrive first, or not. */
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const identities = async (click: string) =>
  (await stand.leads(click)).map(({ uid, status }) => `${uid}:${status}`).sort();

it.each([0, 10])('A1: a page and a postback are one lead in every order, %d ms apart', async (ms) => {
  for (const order of orders(['lead', 'lead again', 'postback'])) {
    const click = await stand.click();
    const sent = order.map(async (what, position) => {
      await pause(position * ms);
      return what === 'postback'
        ? stand.postback(`click=${click}&uid=77&status=approve`)
        : stand.lead({ click, name: 'Ada' });
    });
    await Promise.all(sent);
    expect(await stand.leads(click)).toMatchObject([{ uid: '77', status: 'approve', name: 'Ada' }]);
    expect(await stand.entries(click)).toHaveLength(3);
  }
});

it('A2: the first uid adopts the lead without one, in every order two uids are two leads', async () => {
  for (const order of orders(['', 'uid=1', 'uid=2'])) {
    const click = await stand.click();
    for (const query of order) await stand.postback(`click=${click}&${query}`);
    expect(await identities(click)).toEqual(['1:new', '2:new']);
  }
  const click = await stand.click();
  await stand.postback(`click=${click}`);
  expect(await stand.postback(`click=${click}&uid=`)).toMatchObject({ error: 'no-changes' });
});

it('A4: a late «new» never wins: the order of four postbacks makes no difference', async () => {
  const four = ['status=new', 'status=new&name=Ada', 'status=approve', 'status=approve&price=7'];
  const runs = orders(four).map(async (order) => {
    const click = await stand.click();
    for (const query of order) await stand.postback(`click=${click}&${query}`);
    return stand.leads(click);
  });
  for (const end of await Promise.all(runs))
    expect(end).toMatchObject([{ status: 'approve', price: '7.0000', name: 'Ada' }]);
});

const STATUSES = ['new', 'hold', 'approve', 'cancel', 'trash'];
it.each(STATUSES)('A5: from %s a server may go anywhere but back to new', async (from) => {
  for (const to of STATUSES) {
    const click = await stand.click();
    await stand.postback(`click=${click}&status=${from}`);
    const answer = await stand.postback(`click=${click}&status=${to}`);
    const stays = from === to || to === 'new';
    expect(answer).toMatchObject(stays ? { error: 'no-changes' } : { result: 'updated', lead_status: to });
    expect(await identities(click)).toEqual([`:${stays ? from : to}`]);
  }
});

it('A7: whoever missed the answer and sends again changes nothing and learns that it is so', async () => {
  const click = await stand.click();
  const { port } = stand.collector;
  const url = `http://127.0.0.1:${port}/api/track/postback.json?id=${stand.account.token}&click=${click}&uid=5&price=3`;
  // Hung up at once: whether it has arrived, nobody knows.
  for (let time = 0; time < 20; time += 1) {
    const gone = new AbortController();
    const lost = fetch(url, { signal: gone.signal }).catch(() => null);
    await pause(time % 5);
    gone.abort();
    await lost;
  }
  const answer = await stand.collector.call(new URL(url).pathname + new URL(url).search);
  expect(answer.result ?? answer.reason).toMatch(/^(created|same)$/);
  expect(await identities(click)).toEqual(['5:approve']);
});

it('A12: batches with the same clicks in opposite orders do not deadlock', async () => {
  const clicks = await Promise.all(Array.from({ length: 40 }, () => stand.click()));
  const send = (collector: typeof second, click: string, index: number) =>
    collector.call(
      `/api/track/postback.json?id=${stand.account.token}&click=${click}&uid=${index % 3}&price=${index}`,
    );
  const rounds = Array.from({ length: 5 }, (_, round) => [
    ...clicks.map((click) => send(stand.collector, click, round)),
    ...clicks.toReversed().map((click) => send(second, click, round + 1)),
  ]);
  const answers = await Promise.all(rounds.flat());
  expect(answers.filter(({ http }) => http !== 200)).toEqual([]);
  expect(answers.filter(({ error }) => error === 'db')).toEqual([]);
});

it('A7: the preview of a browser’s replay changes nothing, its replay no more than the browser may', async () => {
  const { account, collector, newId } = stand;
  const click = newId();
  await stand.lead({ click, name: 'Ada', dry: '1' });
  await stand.lead({ click, name: 'Grace' });
  const [first] = await stand.entries(click);
  const preview = await collector.replayer.one(account.accountId, first?.id, true);
  expect(preview?.changes).toEqual([{ field: 'name', from: 'Grace', to: 'Ada' }]);
  expect(await stand.leads(click)).toMatchObject([{ name: 'Grace' }]);
  const replayed = await collector.replayer.one(account.accountId, first?.id, false);
  expect(replayed?.outcome).toMatchObject({ result: 'updated' });
  expect(await stand.leads(click)).toMatchObject([{ name: 'Ada', confirmed: false }]);
});

it('A7: what came only in part is not replayed', async () => {
  const { account, collector } = stand;
  const click = await stand.click();
  await stand.postback(`click=${click}&status=approve`, {
    method: 'POST',
    body: `uid=${'1'.repeat(70_000)}`,
  });
  const [entry] = await stand.entries(click);
  expect(entry).toMatchObject({ reason: 'too-large' });
  expect(await collector.replayer.one(account.accountId, entry?.id, false)).toBeNull();
  expect(await stand.leads(click)).toEqual([]);
});
