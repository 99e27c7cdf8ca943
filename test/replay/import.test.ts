import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { importRow } from '../../collector/import/import-row.ts';
import { createTokenUsage } from '../../collector/storage/token-usage.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

let collector: TestCollector;
let account: TestAccount;

beforeAll(async () => {
  collector = await startCollector();
  account = await collector.addAccount();
});
afterAll(async () => {
  expect(collector.errors).toEqual([]);
  await collector.close();
});

const submit = (row: Record<string, string>, dry = false) =>
  collector.pipeline.submit(
    importRow(row, { accountId: account.accountId, now: new Date(), newId, dry, isQuiet: false }),
  );

it('a row is a postback with the rights of a server, through the same pipeline', async () => {
  const row = {
    flow: account.flow,
    subid: 'r1',
    uid: '7',
    status: 'approved',
    price: '1 250,00',
    'meta[size]': 'XL',
  };
  expect((await submit(row, true)).outcome).toMatchObject({ result: 'created' });
  expect(await collector.query('select from leads')).toEqual([]);
  const { outcome } = await submit(row);
  expect(outcome).toMatchObject({ result: 'created', leadStatus: 'approve' });
  expect(await collector.query('select price, meta from leads')).toEqual([
    { price: '1250.0000', meta: { size: 'XL' } },
  ]);
  expect((await submit(row)).outcome).toMatchObject({ error: 'no-changes' });
  const [entry] = await collector.query(
    "select channel, request from postback_log where result = 'created' and not dry",
  );
  expect(entry).toMatchObject({ channel: 'import' });
});

it.each([
  [{}, 'no-click'],
  [{ click: '{click}' }, 'bad-click'],
  [{ flow: 'nowhere', subid: '1' }, 'bad-flow'],
])('the row %j is refused as %s', async (row, error) => {
  expect((await submit(row)).outcome).toMatchObject({ error });
});

it('notes when a token was used', async () => {
  const usage = createTokenUsage(collector.database.pool, (error) => collector.errors.push(error));
  const at = new Date('2031-05-01T12:00:00Z');
  usage.used(account.tokenId, at);
  usage.used('nobody', at);
  await usage.flush();
  const [token] = await collector.query('select last_used_at from tokens where id = $1', [account.tokenId]);
  expect(token).toEqual({ last_used_at: at });
});
