import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { editLead } from '../../collector/edit/edit-lead.ts';
import { newId } from '../../collector/ids.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

let collector: TestCollector;
let account: TestAccount;
let click: string;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());
beforeEach(async () => {
  account = await collector.addAccount({ network: 'adcombo', statusMap: { approve: 'trash' } });
  const visit = await fetch(`${collector.url}/c/${account.flow}`, { redirect: 'manual' });
  click = new URL(visit.headers.get('location') ?? '').searchParams.get('click') ?? '';
});

async function addLead(query: Record<string, string>): Promise<string> {
  const { lead = '' } = await collector.call(
    `/api/track/postback.json?${new URLSearchParams({ id: account.token, click, ...query })}`,
  );
  return lead;
}

const edit = (id: string, changes: Record<string, string>, dry = false, accountId = account.accountId) =>
  collector.pipeline.submit(
    editLead({ clickId: click, id }, changes, { accountId, by: 'ada', now: new Date(), newId, dry }),
  );

const leads = () =>
  collector.query<{ uid: string; goal: string; status: string; name: string }>(
    'select uid, goal, status, name from leads where click_id = $1 order by id',
    [click],
  );

test('changes the lead that it names, also where the click’s newest is another and uid or goal are not known', async () => {
  const first = await addLead({ goal: 'reg', uid: '1' });
  await addLead({ goal: 'dep', uid: '1' });
  expect((await edit(first, { name: 'Ada', status: 'cancel' })).outcome).toMatchObject({ result: 'updated' });
  expect(await leads()).toMatchObject([
    { uid: '1', goal: 'reg', status: 'cancel', name: 'Ada' },
    { uid: '1', goal: 'dep', status: 'new', name: '' },
  ]);
  await edit(first, { uid: '2', goal: 'install' });
  expect((await leads())[0]).toMatchObject({ uid: '2', goal: 'install' });
  expect(await leads()).toHaveLength(2);
});

test('uid and goal that another lead of the click has are refused with the reason', async () => {
  const first = await addLead({ goal: 'reg', uid: '1' });
  await addLead({ goal: 'dep', uid: '1' });
  expect((await edit(first, { goal: 'dep' })).outcome).toMatchObject({ error: 'db', reason: 'constraint' });
  expect(await leads()).toMatchObject([{ goal: 'reg' }, { goal: 'dep' }]);
  expect(collector.errors).toEqual([]);
});

test('our own words mean what they say, whatever the flow’s mapping makes of them', async () => {
  const id = await addLead({ uid: '1' });
  await edit(id, { status: 'approve' });
  expect(await leads()).toMatchObject([{ status: 'approve' }]);
  expect((await edit(id, { status: 'new' })).outcome).toMatchObject({ error: 'no-changes', reason: 'stale' });
});

test('a lead that is not of this click makes none', async () => {
  await addLead({ uid: '1' });
  expect((await edit(newId(), { name: 'x' })).outcome).toMatchObject({ error: 'bad-click' });
  const other = await collector.addAccount();
  expect((await edit(newId(), { name: 'x' }, false, other.accountId)).outcome).toMatchObject({
    error: 'access',
  });
  expect(await leads()).toHaveLength(1);
});

test('a dry run tells and leaves neither change nor entry; the real one tells who did it', async () => {
  const id = await addLead({ uid: '1' });
  const entries = () =>
    collector.query<{ by: string }>(
      `select request->'headers'->>'by' as by from postback_log where click_id = $1 and channel = 'manual'`,
      [click],
    );
  expect((await edit(id, { name: 'Ada' }, true)).changes).toMatchObject([{ field: 'name', to: 'Ada' }]);
  expect([await leads(), await entries()]).toMatchObject([[{ name: '' }], []]);
  await edit(id, { name: 'Ada' });
  expect([await leads(), await entries()]).toMatchObject([[{ name: 'Ada' }], [{ by: 'ada' }]]);
});

test('only a person may name a lead: a server’s postback with its ID in it finds its lead as ever', async () => {
  const first = await addLead({ uid: '1' });
  await addLead({ uid: '2', leadId: first, lead: first, name: 'Bea' });
  expect(await leads()).toMatchObject([
    { uid: '1', name: '' },
    { uid: '2', name: 'Bea' },
  ]);
});
