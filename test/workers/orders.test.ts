import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startToy, type Toy } from '../sending/support/toy-receivers.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Program, rows, startProgram } from './support/program.ts';

const LEADS = 120;
const KILLS = 6;

let testDatabase: TestDatabase;
let program: Program;
let toy: Toy;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  toy = await startToy({
    order: (response, { body }) =>
      void delay(randomInt(5, 150)).then(() => response.end(JSON.stringify({ id: `N-${keyOf(body)}` }))),
  });
  program = await startProgram({
    DATABASE_URL: testDatabase.url,
    SUBPIXEL_WORKERS: '2',
    SUBPIXEL_OUTGOING_ALLOW: toy.host,
  });
  await program.untilSaid('Subpixel is running.');
  for (const name of ['once', 'keyed']) {
    await rows(
      testDatabase.url,
      `insert into flows (id, account_id, name, site_key, landing_url)
       select '${name}', id, '${name}', 'pk_${name}', 'https://shop.example' from accounts`,
    );
    await rows(
      testDatabase.url,
      `insert into receivers (id, account_id, flow_id, kind, name, method, url, body_type, body, answer, is_keyed)
       select 'rc_${name}', id, '${name}', 'order', '${name}', 'POST', '${toy.url}/order/${name}', 'form', 'key={lead}',
              '{"accepted": "$.id", "refused": null, "uid": "$.id", "reason": null}', ${name === 'keyed'} from accounts`,
    );
  }
});
afterAll(async () => {
  await program.close();
  await toy.close();
  await testDatabase.drop();
});

const keyOf = (body: string) => new URLSearchParams(body).get('key') ?? '';

/** As a page does: again, until it is answered. */
async function send(key: string, query: Readonly<Record<string, string>>, door: string): Promise<string> {
  for (;;) {
    try {
      const answer = await fetch(`${program.url}/api/track/${door}.json`, {
        method: 'POST',
        headers: { connection: 'close' },
        body: new URLSearchParams({ key, ...query }),
      });
      const { click, reason } = (await answer.json()) as { click?: string; reason?: string };
      // A worker that was killed may have stored it and not said so.
      if (click || reason === 'same') return click ?? '';
    } catch {
      // The worker was killed.
    }
    await delay(50);
  }
}

test('kill -9 at any moment: no second order where the network knows none again, and no lost ID', {
  timeout: 180_000,
}, async () => {
  let isOver = false;
  const killing = (async () => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      await delay(randomInt(300, 900));
      const [victim] = program.workers();
      if (victim !== undefined) process.kill(victim, 'SIGKILL');
      await expect.poll(() => program.workers().length, { timeout: 40_000 }).toBe(2);
    }
    isOver = true;
  })();
  let count = 0;
  while (!isOver || count < LEADS) {
    const key = count % 2 === 0 ? 'pk_once' : 'pk_keyed';
    const click = await send(key, {}, 'click');
    await send(key, { click, phone: `+1555${count}` }, 'lead');
    count += 1;
  }
  await killing;

  // What a killed worker had begun is settled when its lease of 30 s has ended.
  const left = async () =>
    (
      await rows<{ n: number }>(
        testDatabase.url,
        `select (select count(*) from outgoing_queue)::int + (select count(*) from outgoing where not is_applied)::int as n`,
      )
    )[0]?.n;
  await expect.poll(left, { timeout: 80_000, interval: 1000 }).toBe(0);

  const orders = await rows<{ lead: string; receiver: string; state: string; uid: string; orders: number }>(
    testDatabase.url,
    `select replace(l.id::text, '-', '') as lead, o.receiver_id as receiver, o.state, l.uid,
            count(*) over (partition by l.id)::int as orders
       from leads l join outgoing o on o.click_id = l.click_id and o.lead_id = l.id`,
  );
  expect(orders).toHaveLength(count);
  const received = new Map<string, number>();
  for (const { body } of toy.received) received.set(keyOf(body), (received.get(keyOf(body)) ?? 0) + 1);
  for (const { lead, receiver, state, uid, orders: each } of orders) {
    expect(each).toBe(1);
    const times = received.get(lead) ?? 0;
    if (receiver === 'rc_once') {
      expect(times).toBeLessThanOrEqual(1);
      expect([state, uid]).toEqual(state === 'unsure' ? ['unsure', ''] : ['sent', `N-${lead}`]);
    } else {
      expect(times).toBeGreaterThanOrEqual(1);
      expect([state, uid]).toEqual(['sent', `N-${lead}`]);
    }
  }
});
