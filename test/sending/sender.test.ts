import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomText } from '../../collector/ids.ts';
import { seal } from '../../collector/outgoing/seal.ts';
import { addReceiver, type ReceiverSettings } from '../../collector/storage/receivers.ts';
import { SECRET, startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';
import { aReceiver } from '../support/receiver.ts';
import { startToy, type Toy } from './support/toy-receivers.ts';

let collector: TestCollector;
let toy: Toy;
beforeAll(async () => {
  collector = await startCollector({ sends: true });
  toy = await startToy();
});
afterAll(async () => {
  await collector.close();
  await toy.close();
  expect(collector.errors).toEqual([]);
});

async function withReceiver(settings: Partial<ReceiverSettings>) {
  const account = await collector.addAccount();
  const id = `rc_${randomText(12)}`;
  await addReceiver(collector.database.knex, {
    ...aReceiver(settings),
    ...{ id, accountId: account.accountId },
    sealedSecret: settings.sealedSecret ? seal(settings.sealedSecret, id, SECRET) : null,
  });
  return { ...account, receiverId: id };
}

const postback = ({ token, flow }: TestAccount, query: Record<string, string>) =>
  collector.call(
    `/api/track/postback.json?${new URLSearchParams({ id: token, flow, subid: 'order', ...query })}`,
  );

const sent = (account: TestAccount) =>
  collector.query<{
    state: string;
    tries: number;
    http: number | null;
    error: string | null;
    waits: boolean;
    answers: string[];
  }>(
    `select o.state, o.tries, o.http, o.error, exists (select from outgoing_queue q where q.id = o.id) as waits,
            array(select answer from outgoing_attempts a where a.outgoing_id = o.id order by a.id) as answers
       from outgoing o where account_id = $1 order by o.id`,
    [account.accountId],
  );

const tried = (account: TestAccount, ...tries: number[]) =>
  expect
    .poll(async () => (await sent(account)).map((each) => each.tries), { timeout: 15_000 })
    .toEqual(tries);

/** As if so much time had gone by. */
const wait = (account: TestAccount) =>
  collector.query(
    `update outgoing_queue set due_at = now() where receiver_id in (select id from receivers where account_id = $1)`,
    [account.accountId],
  );

test('a change is told at once, and written down with its answer', async () => {
  const account = await withReceiver({
    url: `${toy.url}/echo?cid={uid}&k={secret}`,
    sealedSecret: 'key-of-ours',
  });
  await postback(account, { uid: '7', status: 'approve' });
  await tried(account, 1);
  const [message] = await sent(account);
  expect(message).toMatchObject({ state: 'sent', http: 200, error: null, waits: false });
  expect(message?.answers[0]).toContain('/echo?cid=7&k={secret}');
  expect(toy.received.map(({ path }) => path)).toContain('/echo?cid=7&k=key-of-ours');
});

test('what fails is tried again, later and later, and then given up', async () => {
  // Unlike 500 it says nothing of the host, which would be left alone for a while.
  const account = await withReceiver({ url: `${toy.url}/later` });
  await postback(account, { status: 'approve' });
  const pauses = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
  for (const [index, pause] of pauses.entries()) {
    await tried(account, index + 1);
    const [queued] = await collector.query<{ pause: number }>(
      `select extract(epoch from q.due_at - o.tried_at)::float8 as pause from outgoing_queue q join outgoing o using (id)
        where o.account_id = $1`,
      [account.accountId],
    );
    expect(queued?.pause, `${pause}`).toBeGreaterThan(pause * 0.8);
    expect(queued?.pause, `${pause}`).toBeLessThan(pause * 1.2 + 2);
    await wait(account);
  }
  await tried(account, 10);
  expect(await sent(account)).toMatchObject([{ state: 'failed', error: 'http', http: 408, waits: false }]);
}, 200_000);

test('three receivers that hang keep nobody waiting, and are not overrun', async () => {
  const hanging = await Promise.all([startToy(), startToy(), startToy()]);
  const account = await withReceiver({ url: `${toy.url}/ok?healthy={uid}` });
  const ids = hanging.map(() => `rc_${randomText(12)}`);
  for (const [index, each] of hanging.entries())
    await addReceiver(collector.database.knex, {
      ...aReceiver({ kind: 'additional', url: `${each.url}/hang` }),
      ...{ id: ids[index] ?? '', accountId: account.accountId },
    });
  const uids = Array.from({ length: 60 }, (_, index) => `h${index}`);
  await Promise.all(uids.map((uid) => postback(account, { uid, status: 'approve' })));
  const arrived = () => uids.filter((uid) => toy.received.some(({ path }) => path === `/ok?healthy=${uid}`));
  await expect.poll(() => arrived().length, { timeout: 15_000 }).toBe(uids.length);
  for (const each of hanging) {
    expect(each.received.length).toBeGreaterThan(0);
    expect(each.open()).toBeLessThanOrEqual(8);
    await each.close();
  }
});

test('however many hosts hang, those that answer are served', async () => {
  const healthy = await withReceiver({ kind: 'additional', url: `${toy.url}/ok?served={uid}` });
  await postback(healthy, { uid: 'first', status: 'approve' });
  await tried(healthy, 1);
  // More than there are tries at one time.
  const hanging = await Promise.all(Array.from({ length: 18 }, () => startToy()));
  const account = await collector.addAccount();
  for (const each of hanging)
    await addReceiver(collector.database.knex, {
      ...aReceiver({ kind: 'additional', url: `${each.url}/hang` }),
      ...{ id: `rc_${randomText(12)}`, accountId: account.accountId },
    });
  for (let index = 0; index < 8; index += 1) await postback(account, { uid: `s${index}`, status: 'approve' });
  const open = () => hanging.reduce((sum, each) => sum + each.open(), 0);
  await expect.poll(open, { timeout: 8000 }).toBeGreaterThanOrEqual(96);
  await postback(healthy, { uid: 'second', status: 'approve' });
  await expect
    .poll(() => toy.received.some(({ path }) => path === '/ok?served=second'), { timeout: 8000 })
    .toBe(true);
  // None of them has come back meanwhile.
  expect(open()).toBeGreaterThanOrEqual(96);
  await Promise.all(hanging.map((each) => each.close()));
}, 30_000);

test('a host that fails is left alone, and the tries of what waits are not used up', async () => {
  const dead = await startToy();
  const account = await withReceiver({ url: `${dead.url}/broken?{uid}` });
  for (let index = 0; index < 30; index += 1)
    await postback(account, { uid: `d${index}`, status: 'approve' });
  await expect
    .poll(async () => (await sent(account)).filter(({ tries }) => tries > 0).length, { timeout: 10_000 })
    .toBeGreaterThanOrEqual(5);
  const untried = async () =>
    (await sent(account)).filter(({ tries, state }) => tries === 0 && state === 'waiting');
  expect((await untried()).length).toBeGreaterThan(10);
  await dead.close();
});

test('a lead’s messages go one after the other, in the order of its changes', async () => {
  const slow = await startToy({ slow: (response) => setTimeout(() => response.end('ok'), 100) });
  const account = await withReceiver({ kind: 'additional', url: `${slow.url}/slow?{uid}&{status}&{price}` });
  const prices = ['1', '2', '3', '4', '5'];
  for (const price of prices)
    await Promise.all(['a', 'b'].map((uid) => postback(account, { uid, status: 'approve', price })));
  await tried(account, ...Array.from({ length: 10 }, () => 1));
  for (const uid of ['a', 'b'])
    expect(slow.received.map(({ path }) => path).filter((path) => path.includes(`?${uid}&`))).toEqual(
      prices.map((price) => `/slow?${uid}&approve&${price}`),
    );
  expect(slow.most()).toBe(2);
  await slow.close();
});

test('what waits behind a message that failed waits as long as it does', async () => {
  const account = await withReceiver({ kind: 'additional', url: `${toy.url}/later?{price}` });
  await postback(account, { status: 'approve', price: '1' });
  await tried(account, 1);
  await postback(account, { status: 'approve', price: '2' });
  await wait(account);
  await tried(account, 2, 0);
  const due = await collector.query<{ due: string }>(
    `select due_at::text as due from outgoing_queue join outgoing using (id) where account_id = $1`,
    [account.accountId],
  );
  expect(new Set(due.map((row) => row.due)).size).toBe(1);
});

test('410 switches the receiver off and cancels what waits for it', async () => {
  let code = 408;
  const ending = await startToy({ end: (response) => response.writeHead(code).end() });
  const account = await withReceiver({ url: `${ending.url}/end?{uid}` });
  await postback(account, { uid: 'g1', status: 'approve' });
  await postback(account, { uid: 'g2', status: 'approve' });
  await tried(account, 1, 1);
  code = 410;
  await collector.query(
    `update outgoing_queue set due_at = now() where id = (select min(id::text)::uuid from outgoing where receiver_id = $1)`,
    [account.receiverId],
  );
  await expect
    .poll(async () => (await sent(account)).map(({ state, error }) => [state, error]), { timeout: 10_000 })
    .toEqual([
      ['failed', 'gone'],
      ['cancelled', 'switched-off'],
    ]);
  const [receiver] = await collector.query(
    `select is_on, off_reason, off_at is not null as told from receivers where id = $1`,
    [account.receiverId],
  );
  expect(receiver).toEqual({ is_on: false, off_reason: 'gone', told: true });
  await ending.close();
});

test('a receiver that was moved is not switched off by where it was, and its new key does not go there', async () => {
  let code = 408;
  const old = await startToy({ old: (response) => response.writeHead(code).end() });
  const move = ({ receiverId }: { receiverId: string }, url: string) =>
    collector.query('update receivers set url = $2, secret = $3 where id = $1', [
      ...[receiverId, url],
      seal('new-key', receiverId, SECRET),
    ]);
  const moved = await withReceiver({ url: `${old.url}/old?1` });
  const rekeyed = await withReceiver({ url: `${old.url}/old?k={secret}`, sealedSecret: 'old-key' });
  for (const account of [moved, rekeyed]) {
    await postback(account, { status: 'approve' });
    await tried(account, 1);
  }
  await move(rekeyed, 'https://new.example/?k={secret}');
  await wait(rekeyed);
  await tried(rekeyed, 2);
  expect(await sent(rekeyed)).toMatchObject([{ state: 'waiting', error: 'secret' }]);
  expect(old.received.map(({ path }) => path).join()).not.toContain('new-key');

  code = 410;
  await move(moved, `${old.url}/new?1`);
  await wait(moved);
  await tried(moved, 2);
  expect(await sent(moved)).toMatchObject([{ state: 'failed', error: 'gone' }]);
  const isOn = () => collector.query('select is_on from receivers where id = $1', [moved.receiverId]);
  expect(await isOn()).toEqual([{ is_on: true }]);
  await old.close();
});

test('what waits for a receiver that a person has switched off or deleted is cancelled', async () => {
  for (const end of [
    'update receivers set is_on = false where id = $1',
    'delete from receivers where id = $1',
  ]) {
    const account = await withReceiver({ url: `${toy.url}/later` });
    await postback(account, { status: 'approve' });
    await tried(account, 1);
    await collector.query(end, [account.receiverId]);
    await wait(account);
    await collector.query(`update outgoing_queue set due_at = now() where receiver_id = $1`, [
      account.receiverId,
    ]);
    await expect
      .poll(async () => (await sent(account)).map(({ state }) => state), { timeout: 10_000 })
      .toEqual(['cancelled']);
  }
});

test('a lease that has ended is tried again with the same ID; an order that may have arrived is not', async () => {
  const account = await withReceiver({
    method: 'POST',
    url: `${toy.url}/later?lease`,
    sealedSecret: 'k',
    signs: true,
  });
  await postback(account, { status: 'approve' });
  await tried(account, 1);
  await collector.query(
    `update outgoing_queue set began_at = now() - interval '31 s', due_at = now() - interval '1 s' where receiver_id = $1`,
    [account.receiverId],
  );
  await tried(account, 2);
  const ids = toy.received
    .filter(({ path }) => path === '/later?lease')
    .map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(2);
  expect(ids[0]).toMatch(/^[\da-f]{32}$/);
  expect(ids[1]).toBe(ids[0]);
});

test('an answer that cannot be stored keeps nothing from being settled', async () => {
  const odd = await startToy({
    odd: (response) => response.end(Buffer.from([0, 0xed, 0xa0, 0x80, 0xff, 0])),
  });
  const account = await withReceiver({ url: `${odd.url}/odd` });
  await postback(account, { status: 'approve' });
  await tried(account, 1);
  expect(await sent(account)).toMatchObject([{ state: 'sent' }]);
  await odd.close();
});
