import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { type Database, openDatabase } from '../../collector/storage/database.ts';
import { loadClicks } from '../../collector/storage/load-clicks.ts';
import { writeBatch } from '../../collector/storage/write-batch.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { aLead } from '../support/lead.ts';

const LEADS = 2000;

let stored: TestDatabase;
let database: Database;

beforeAll(async () => {
  stored = await createTestDatabase();
  // One connection: its prepared statements are the ones that are looked at.
  database = openDatabase(stored.url, () => undefined, 10, 1);
});
afterAll(async () => {
  await database.close();
  await stored.drop();
});

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** Rows of a table that a plan has touched. */
function rowsRead(plan: Plan, table: string): number {
  const own = (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
  const below = (plan.Plans ?? []).map((child) => rowsRead(child, table));
  return (plan['Relation Name'] === table ? own : 0) + below.reduce((sum, rows) => sum + rows, 0);
}

it('a batch reads the leads of its own clicks, also on a plan of when there were few', async () => {
  const { pool } = database;
  const clicks = Array.from({ length: LEADS }, () => aClick());
  await writeBatch(pool, {
    clicks: clicks.slice(0, 64),
    changedClicks: [],
    leads: [],
    history: [],
    sends: [],
    entries: [],
  });
  await pool.query('analyze');
  const ids = clicks.slice(0, 64).map(({ id }) => id);
  // Postgres plans anew for each of the first five.
  for (let time = 0; time < 8; time += 1) await loadClicks(pool, ids);
  const leads = clicks.map(({ id }) => aLead({ clickId: id }));
  const raised = clicks.map((click, index) => ({ ...click, version: index < 64 ? 1 : 0 }));
  await writeBatch(pool, { clicks: raised, changedClicks: [], leads, history: [], sends: [], entries: [] });

  const list = `{${ids.join(',')}}`;
  const { rows } = await pool.query(
    `explain (analyze, format json) execute "load-clicks"('${list}'::uuid[])`,
  );
  const { Plan: plan } = rows[0]['QUERY PLAN'][0] as { Plan: Plan };
  expect(rowsRead(plan, 'clicks')).toBe(64);
  expect(rowsRead(plan, 'leads')).toBe(64);
});

function aClick() {
  return {
    id: newId(),
    accountId: newId(),
    flowId: 'flow',
    version: 0,
    source: 'link' as const,
    createdAt: new Date(),
    ip: null,
    geo: null,
    userAgent: '',
    url: '',
    referrer: '',
    tags: {},
  };
}
