import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

let collector: TestCollector;
let account: TestAccount;

beforeAll(async () => {
  collector = await startCollector();
  account = await collector.addAccount({ network: 'adcombo' });
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

const send = (query: string) => collector.call(`/api/track/postback.json?id=${account.token}&${query}`);
const newest = async () =>
  (
    await collector.query<{ flow_id: string; remarks: { says: string }[] }>(
      'select * from postback_log where account_id = $1 order by id desc limit 1',
      [account.accountId],
    )
  )[0];

it("a listening flow shows how a network's test would have been read, and stores nothing of it", async () => {
  await send('click=TEST123&status=hold&price=10');
  expect(await newest()).toMatchObject({ flow_id: null });

  await collector.query("update flows set listening_until = now() + interval '1 minute' where id = $1", [
    account.flow,
  ]);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect(await send('click=TEST123&status=hold&price=10')).toMatchObject({
    error: 'bad-click',
    reason: 'malformed',
  });
  const entry = await newest();
  expect(entry).toMatchObject({ flow_id: account.flow });
  const said = entry?.remarks.map((remark) => remark.says).join('\n');
  expect(said).toContain('was listening');
  expect(said).toContain('«hold» → new by the AdCombo template');
  expect(await collector.query('select from leads where account_id = $1', [account.accountId])).toEqual([]);
});

it('the hint for a literal macro names the network that calls it so', async () => {
  expect((await send('click={subacc4}')).hint).toMatch(/in AdCombo write click=\{subacc4\}/);
});

it("a template's words are read before our own names, and the flow's mapping before both", async () => {
  const body = JSON.stringify({ key: account.siteKey });
  const { click } = await collector.call('/api/track/click.json', { method: 'POST', body });
  expect(await send(`click=${click}&uid=1&status=hold`)).toMatchObject({ lead_status: 'new' });
  expect(await send(`click=${click}&uid=1&status=lead&price=5`)).toMatchObject({ lead_status: 'approve' });
  await collector.query(`update flows set status_map = '{"lead":"trash"}' where id = $1`, [account.flow]);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect(await send(`click=${click}&uid=1&status=lead`)).toMatchObject({ lead_status: 'trash' });
});
