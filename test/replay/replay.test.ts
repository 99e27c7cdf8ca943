import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../collector/ids.ts';
import type { Replayed } from '../../collector/replay/replay.ts';
import type { ReplayFilter } from '../../collector/storage/replayable.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

let collector: TestCollector;

beforeAll(async () => {
  collector = await startCollector();
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

const send = (account: TestAccount, query: string) =>
  collector.call(`/api/track/postback.json?id=${account.token}&${query}`);

async function makeClick(account: TestAccount): Promise<string> {
  const body = JSON.stringify({ key: account.siteKey });
  return (await collector.call('/api/track/click.json', { method: 'POST', body })).click ?? '';
}

async function replayAll(account: TestAccount, filter: ReplayFilter, preview = false): Promise<Replayed[]> {
  const all: Replayed[] = [];
  for await (const one of collector.replayer.all(account.accountId, filter, preview)) all.push(one);
  return all;
}

const leadOf = async (click: string) =>
  (await collector.query('select * from leads where click_id = $1', [click]))[0];
const entriesOf = (click: string) =>
  collector.query<{ id: string; replay_of: string; settled_by: string; channel: string; error: string }>(
    'select * from postback_log where click_id = $1 order by id',
    [click],
  );
/** Flows are remembered for a second. */
const untilFlowIsKnown = () => new Promise((resolve) => setTimeout(resolve, 1100));

describe('a replay after the set-up was mended', () => {
  it('shows first what would change, then changes it, and does nothing the second time', async () => {
    const account = await collector.addAccount();
    const clicks = [await makeClick(account), await makeClick(account)];
    for (const click of clicks) await send(account, `click=${click}&uid=1&status=Zorblax&price=7`);
    await collector.query(`update flows set status_map = '{"zorblax":"approve"}' where id = $1`, [
      account.flow,
    ]);
    await untilFlowIsKnown();

    const filter: ReplayFilter = { warning: 'unmapped-status', statusWord: 'Zorblax' };
    const preview = await replayAll(account, filter, true);
    expect(preview.map((one) => one.changes)).toEqual([
      [{ field: 'status', from: 'new', to: 'approve' }],
      [{ field: 'status', from: 'new', to: 'approve' }],
    ]);
    expect(await leadOf(clicks[0] ?? '')).toMatchObject({ status: 'new' });

    const done = await replayAll(account, filter);
    expect(done.map((one) => one.outcome.status)).toEqual(['ok', 'ok']);
    for (const click of clicks)
      expect(await leadOf(click)).toMatchObject({ status: 'approve', price: '7.0000' });
    expect(await replayAll(account, filter)).toEqual([]);

    const entries = await entriesOf(clicks[0] ?? '');
    expect(
      entries.map((entry) => entry.channel),
      'the preview left none',
    ).toEqual(['s2s', 'replay']);
    expect(entries[1]).toMatchObject({ replay_of: entries[0]?.id });
    expect(entries[0]).toMatchObject({ settled_by: entries[1]?.id });
  });

  it('settles nothing while the word is still unknown', async () => {
    const account = await collector.addAccount();
    const click = await makeClick(account);
    await send(account, `click=${click}&uid=1&status=Zorblax`);
    const filter: ReplayFilter = { warning: 'unmapped-status' };
    expect(await replayAll(account, filter)).toHaveLength(1);
    expect(await replayAll(account, filter), 'it can be repeated again').toHaveLength(1);
  });

  it('repeats no more than it is asked to, the oldest first', async () => {
    const account = await collector.addAccount();
    const click = await makeClick(account);
    for (const uid of ['1', '2', '3']) await send(account, `click=${click}&uid=${uid}`);
    const all: Replayed[] = [];
    for await (const one of collector.replayer.all(account.accountId, {}, true, 2)) all.push(one);
    expect(all.map(({ entry }) => entry.uid)).toEqual(['1', '2']);
  });

  it.each<[string, (click: string) => [query: string, init: RequestInit]]>([
    [
      'a form',
      (click) => ['', { method: 'POST', body: new URLSearchParams({ click, name: 'Ада', 'meta[a]': '1' }) }],
    ],
    [
      'JSON',
      (click) => ['', { method: 'POST', body: JSON.stringify({ click, name: 'Ада', meta: { a: '1' } }) }],
    ],
    [
      'multipart',
      (click) => {
        const body = new FormData();
        for (const [name, value] of Object.entries({ click, name: 'Ада', 'meta[a]': '1' }))
          body.set(name, value);
        return ['', { method: 'POST', body }];
      },
    ],
    ['a query', (click) => [`&click=${click}&name=%D0%90%D0%B4%D0%B0&meta[a]=1`, {}]],
  ])('reads %s as it was read the first time', async (_name, make) => {
    const account = await collector.addAccount();
    const click = newId();
    const [query, init] = make(click);
    const refused = await collector.call(`/api/track/postback.json?id=${account.token}${query}`, init);
    expect(refused).toMatchObject({ error: 'bad-click', reason: 'unknown' });
    const body = JSON.stringify({ key: account.siteKey, click });
    await collector.call('/api/track/click.json', { method: 'POST', body });
    expect(await replayAll(account, { error: 'bad-click' })).toHaveLength(1);
    expect(await leadOf(click)).toMatchObject({ name: 'Ада', meta: { a: '1' } });
  });

  it("gives a browser's lead no more than a browser's rights", async () => {
    const account = await collector.addAccount();
    const click = newId();
    const lead = { key: account.siteKey, click, name: 'Ada', status: 'approve', price: '99' };
    await collector.call('/api/track/lead.json', { method: 'POST', body: JSON.stringify(lead) });
    const [one] = await replayAll(account, { clickId: click });
    expect(one?.outcome).toMatchObject({ error: 'no-changes' });
    expect(await leadOf(click)).toMatchObject({ status: 'new', price: null });
  });

  it("never touches another account's entries", async () => {
    const [account, stranger] = [await collector.addAccount(), await collector.addAccount()];
    const click = await makeClick(account);
    await send(account, `click=${click}&uid=1`);
    const [entry] = await entriesOf(click);
    expect(await collector.replayer.one(stranger.accountId, entry?.id ?? '', false)).toBeNull();
    expect(await replayAll(stranger, {})).toEqual([]);
  });
});
