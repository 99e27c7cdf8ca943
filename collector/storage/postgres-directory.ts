import type { Pool } from 'pg';
import type { Rates } from '../pipeline/convert-money.ts';
import type { Directory, Token } from '../pipeline/directory.ts';
import type { Flow } from '../pipeline/lead.ts';
import { type LiveFlow, type Receiver, receiversOf } from '../pipeline/sending/receiver.ts';
import { createCache, type Lookup } from './cache.ts';
import { FLOW_COLUMNS, type FlowRow, toFlow } from './flows.ts';
import { type Changes, KNOWN_WITHIN_MS } from './listen-for-changes.ts';
import { RECEIVER_COLUMNS, type ReceiverRow, toReceiver } from './receivers.ts';
import { toStoreError } from './sqlstate.ts';

/** How long what was read is believed while changes are heard of: for those that no trigger tells, such as TRUNCATE. */
const HEARD_TTL_MS = 30_000;

/** While the database is away, visitors are still sent on by what was known of their flow. */
const STALE_MS = 3600_000;

export interface DirectoryOptions {
  /** Word of changes; without it everything is asked for again after a second. */
  readonly changes?: Changes;
  readonly now?: () => number;
}

/** Flows, tokens and rates out of Postgres, remembered. A change is known within KNOWN_WITHIN_MS. */
export function createPostgresDirectory(pool: Pool, options: DirectoryOptions = {}): Directory {
  const { changes, now = Date.now } = options;
  const ttlMs = () => (changes?.isHeard() ? HEARD_TTL_MS : KNOWN_WITHIN_MS);
  const remember = <T>(lookup: Lookup<T>) => createCache(lookup, { ttlMs, staleMs: STALE_MS, now });

  const flowBy = (column: 'id' | 'site_key') =>
    remember<Flow>(async (value) => {
      const sql = `select ${FLOW_COLUMNS} from flows where ${column} = $1`;
      const [row] = await query<FlowRow>(pool, sql, value);
      return row ? toFlow(row) : null;
    });
  const flow = flowBy('id');
  const flowByKey = flowBy('site_key');
  const token = remember<Token>(async (id) => {
    const sql = `select id, account_id as "accountId", name, ip_ranges as "ipRanges"
                   from tokens where id = $1 and revoked_at is null`;
    const [row] = await query<Token>(pool, sql, id);
    return row ?? null;
  });
  const receivers = remember<readonly Receiver[]>(async (accountId) => {
    const sql = `select ${RECEIVER_COLUMNS} from receivers where account_id = $1 and is_on order by created_at, id`;
    return (await query<ReceiverRow>(pool, sql, accountId)).map(toReceiver);
  });
  // Put together once for each pair of answers, as every postback asks.
  const live = new WeakMap<Flow, { readonly all: readonly Receiver[]; readonly flow: LiveFlow }>();
  const withReceivers = async (flow: Flow | null): Promise<LiveFlow | null> => {
    if (flow === null) return null;
    const all = (await receivers.find(flow.accountId)) ?? [];
    const known = live.get(flow);
    if (known?.all === all) return known.flow;
    const made = { all, flow: { ...flow, receivers: receiversOf(flow.id, all) } };
    live.set(flow, made);
    return made.flow;
  };
  const rates = remember<Rates>(async (accountId) => {
    const sql = 'select currency, usd from rates where account_id = $1';
    const rows = await query<{ currency: string; usd: string }>(pool, sql, accountId);
    return new Map(rows.map(({ currency, usd }) => [currency, usd]));
  });
  const listening = remember<Listening>(async (accountId) => {
    const sql = `select ${FLOW_COLUMNS}, listening_until as until from flows
                  where account_id = $1 and listening_until > now() order by listening_until desc limit 1`;
    const [row] = await query<FlowRow & { until: Date }>(pool, sql, accountId);
    return row ? { flow: toFlow(row), until: row.until } : null;
  });

  changes?.follow({
    changed({ table, id, key, account }) {
      if (table === 'tokens') token.outdate(id ?? '');
      if (table === 'rates') rates.outdate(account);
      if (table === 'receivers') receivers.outdate(account);
      if (table !== 'flows') return;
      flow.outdate(id ?? '');
      flowByKey.outdate(key ?? '');
      listening.outdate(account);
    },
    missed() {
      for (const cache of [token, flow, flowByKey, receivers, rates, listening]) cache.outdateAll();
    },
  });

  return {
    token: token.find,
    flow: async (id) => withReceivers(await flow.find(id)),
    flowByKey: async (key) => withReceivers(await flowByKey.find(key)),
    rates: async (accountId) => (await rates.find(accountId)) ?? new Map(),
    async listening(accountId) {
      const found = await listening.find(accountId);
      // Its end is a matter of time: nothing changes in the database then.
      return found && found.until.getTime() > now() ? withReceivers(found.flow) : null;
    },
  };
}

interface Listening {
  readonly flow: Flow;
  readonly until: Date;
}

async function query<Row extends object>(pool: Pool, sql: string, value: string): Promise<Row[]> {
  try {
    return (await pool.query<Row>(sql, [value])).rows;
  } catch (error) {
    throw toStoreError(error);
  }
}
