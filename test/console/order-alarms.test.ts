import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId, randomText } from '../../collector/ids.ts';
import { firstId } from '../../collector/storage/partitions.ts';
import { addReceiver } from '../../collector/storage/receivers.ts';
import { aReceiver } from '../support/receiver.ts';
import { type ConsoleStand, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

test('a network that says nothing of an order is on the overview, and its leads one click away', async () => {
  const account = await stand.addUser();
  const receiverId = `rc_${randomText(12)}`;
  await addReceiver(stand.database.knex, {
    ...aReceiver({ kind: 'order', name: 'Net & work', ackHours: 24 }),
    ...{ id: receiverId, accountId: account.accountId },
  });
  const click = await stand.addClick(account, '');
  await stand.call('/api/track/lead.json', {
    method: 'POST',
    body: new URLSearchParams({ key: account.siteKey, click, phone: '+1555123' }),
  });
  const visitor = await stand.enter(account.login);
  const path = `/console/orders/${receiverId}/silent`;
  expect((await visitor.get('/console/overview')).html).not.toContain(path);

  // As if it had been taken two days ago.
  await stand.query(
    `with gone as (delete from outgoing where account_id = $1 returning *)
     insert into outgoing (id, at, account_id, flow_id, receiver_id, kind, click_id, lead_id, log_id, status, goal, test, host,
                           request, state, tried_at)
     select $2, $3, account_id, flow_id, receiver_id, kind, click_id, lead_id, log_id, status, goal, test, host, request,
            'sent', $3 from gone`,
    [
      account.accountId,
      firstId(twoDaysAgo()).slice(0, 13).replace('-', '') + newId().slice(12),
      twoDaysAgo(),
    ],
  );
  const { html } = await visitor.get('/console/overview');
  expect(html).toContain(path);
  expect(html).toContain('Net &amp; work');
  const page = await visitor.get(path);
  expect(page.status).toBe(200);
  expect(page.html).toContain(`/console/leads/${click}/`);
  expect(page.html).not.toContain('555123');

  await stand.postback(account, { click, status: 'new' });
  expect((await visitor.get('/console/overview')).html).not.toContain(path);
  expect((await visitor.get(path)).html).toContain('None any more.');
});

function twoDaysAgo(): Date {
  return new Date(Date.now() - 48 * 3600_000);
}
