import type { Pool } from 'pg';
import type { Rates } from '../pipeline/convert-money.ts';
import type { Directory, Token } from '../pipeline/directory.ts';
import type { Flow } from '../pipeline/lead.ts';
import { cached } from './cache.ts';
import { FLOW_COLUMNS, type FlowRow, toFlow } from './flows.ts';
import { toStoreError } from './sqlstate.ts';

/** How long a flow or token is believed without asking: a change is known everywhere after this. In milliseconds. */
export const TTL_MS = 1000;

/** While the database is away, visitors are still sent on by what was known of their flow. */
const STALE_MS = 3600_000;

/** Flows and tokens out of Postgres, remembered for a second. */
export function createPostgresDirectory(pool: Pool, now: () => number = Date.now): Directory {
  const flowBy = (column: 'id' | 'site_key') =>
    cached<Flow>(
      async (value) => {
        const sql = `select ${FLOW_COLUMNS} from flows where ${column} = $1`;
        const [row] = await query<FlowRow>(pool, sql, value);
        return row ? toFlow(row) : null;
      },
      { ttlMs: TTL_MS, staleMs: STALE_MS, now },
    );
  const token = cached<Token>(
    async (id) => {
      const sql = `select id, account_id as "accountId", name, ip_ranges as "ipRanges"
                     from tokens where id = $1 and revoked_at is null`;
      const [row] = await query<Token>(pool, sql, id);
      return row ?? null;
    },
    { ttlMs: TTL_MS, staleMs: STALE_MS, now },
  );
  const rates = cached<Rates>(
    async (accountId) => {
      const sql = 'select currency, usd from rates where account_id = $1';
      const rows = await query<{ currency: string; usd: string }>(pool, sql, accountId);
      return new Map(rows.map(({ currency, usd }) => [currency, usd]));
    },
    { ttlMs: TTL_MS, staleMs: STALE_MS, now },
  );
  const listening = cached<Flow>(
    async (accountId) => {
      const sql = `select ${FLOW_COLUMNS} from flows
                    where account_id = $1 and listening_until > now() order by listening_until desc limit 1`;
      const [row] = await query<FlowRow>(pool, sql, accountId);
      return row ? toFlow(row) : null;
    },
    { ttlMs: TTL_MS, staleMs: STALE_MS, now },
  );
  return {
    token,
    listening,
    flow: flowBy('id'),
    flowByKey: flowBy('site_key'),
    rates: async (accountId) => (await rates(accountId)) ?? new Map(),
  };
}

async function query<Row extends object>(pool: Pool, sql: string, value: string): Promise<Row[]> {
  try {
    return (await pool.query<Row>(sql, [value])).rows;
  } catch (error) {
    throw toStoreError(error);
  }
}
