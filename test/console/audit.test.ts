import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { type AuditLine, addAudit, checkChain } from '../../collector/storage/audit.ts';
import { type ConsoleStand, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(() => stand.close());

const AUDIT = '/console/settings/audit';

const line = (accountId: string, changes: Partial<AuditLine> = {}): AuditLine => ({
  ...{ accountId, userId: newId(), login: 'somebody', at: new Date(), ip: '192.0.2.1' },
  ...{ action: 'flow.save', object: 'a-flow', details: { b: '2', a: '1' } },
  ...changes,
});

/** As whoever owns the database could, past the trigger. */
async function tamper(sql: string, values: unknown[]): Promise<void> {
  await stand.query('alter table audit_log disable trigger keep');
  await stand.query(sql, values);
  await stand.query('alter table audit_log enable trigger keep');
}

test('the chain holds for lines of several at once, and however their addresses are written', async () => {
  const { accountId } = await stand.addAccount();
  const { knex } = stand.database;
  const ips = ['192.0.2.1', '2001:DB8:0:0:0:0:0:1', '::ffff:10.0.0.1', null];
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      addAudit(knex, line(accountId, { ip: ips[n % 4] ?? null, userId: null })),
    ),
  );
  expect(await checkChain(knex, accountId)).toEqual({ lines: 20, brokenAt: null });
});

test('the chain holds where the clock of the next line’s machine is behind', async () => {
  const { accountId } = await stand.addAccount();
  const { knex } = stand.database;
  await addAudit(knex, line(accountId));
  await tamper(`update audit_log set id = 'ffffffff-0000-7000-8000-00000000ffff' where account_id = $1`, [
    accountId,
  ]);
  await addAudit(knex, line(accountId));
  const rows = await stand.query<{ id: string }>(
    'select id from audit_log where account_id = $1 order by id',
    [accountId],
  );
  expect(rows[1]?.id).toBe('ffffffff-0000-7000-8000-000000010000');
});

test('lines stay as they are; who changes or cuts one past that breaks the chain there', async () => {
  const { accountId } = await stand.addAccount();
  const { knex } = stand.database;
  for (let count = 0; count < 4; count += 1)
    await addAudit(knex, line(accountId, { object: `flow-${count}` }));
  await expect(stand.query(`update audit_log set login = 'x'`)).rejects.toThrow('stay as they are');
  await expect(stand.query('delete from audit_log')).rejects.toThrow('stay as they are');
  expect((await checkChain(knex, accountId)).brokenAt).toBeNull();

  await tamper(
    `update audit_log set details = '{"a":"1","b":"3"}' where account_id = $1 and object = 'flow-2'`,
    [accountId],
  );
  expect((await checkChain(knex, accountId)).brokenAt).toMatchObject({ object: 'flow-2' });
  await tamper(`delete from audit_log where account_id = $1 and object = 'flow-1'`, [accountId]);
  expect((await checkChain(knex, accountId)).brokenAt).toMatchObject({ object: 'flow-2' });
});

test('the page lists what was done, by whom, newest first, page by page', async () => {
  const account = await stand.addUser();
  const [owner, auditor] = [
    await stand.enter(account.login),
    await stand.enter(await stand.addMember(account, 'auditor')),
  ];
  for (let count = 0; count < 51; count += 1)
    await addAudit(
      stand.database.knex,
      line(account.accountId, { action: 'lead.save', object: `lead-${count}` }),
    );
  await owner.post('/console/settings/rates', { csv: 'EUR,1.1' });
  const { html } = await auditor.get(AUDIT);
  expect(html).toContain('currencies: EUR');
  expect(html).toContain('127.0.0.1');
  expect(html.indexOf('rates.set')).toBeLessThan(html.indexOf('lead-50'));
  expect(html).not.toContain('lead-0<');
  const older = /href="([^"]*before=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect((await auditor.get(older)).html).toContain('lead-0<');

  const [row] = await stand.query<{ id: string }>('select id from users where login = $1', [account.login]);
  const own = (await auditor.get(`${AUDIT}?user=${row?.id}`)).html;
  expect(own).toContain('sign-in');
  expect(own).not.toContain('lead-50');
  const saved = (await auditor.get(`${AUDIT}?action=lead.save`)).html;
  expect(saved).toContain('lead-50');
  expect(saved).not.toContain('rates.set</code>');
});

test('the check is asked for, and says where the chain is broken', async () => {
  const account = await stand.addUser();
  const owner = await stand.enter(account.login);
  expect((await owner.get(`${AUDIT}?check`)).html).toContain('The chain is whole: 1 line.');
  await tamper(`update audit_log set login = 'another' where account_id = $1`, [account.accountId]);
  const { html } = await owner.get(`${AUDIT}?check`);
  expect(html).toContain('The chain is broken');
  expect(stand.errors).toEqual([]);
});
