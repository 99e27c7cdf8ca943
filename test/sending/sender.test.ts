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

const tried = (account: TestAccount, tries = 1) =>
  expect
    .poll(async () => (await sent(account)).map((each) => each.tries), { timeout: 15_000 })
    .toEqual([tries]);

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
  await tried(account);
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
