import pg from 'pg';
import { inject } from 'vitest';

/** Takes one database of the tests' server away and brings it back, as an operator of the server can. */
export interface DatabaseSwitch {
  /** Ends its connections and lets nobody in. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** What a failover does to the primary of before: it answers, and takes no writes. */
  setReadOnly(on: boolean): Promise<void>;
  close(): Promise<void>;
}

export async function openSwitch(databaseUrl: string): Promise<DatabaseSwitch> {
  const name = new URL(databaseUrl).pathname.slice(1);
  const operator = new pg.Client({ connectionString: inject('postgres').url });
  await operator.connect();
  const endConnections = () =>
    operator.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  return {
    async stop() {
      await operator.query(`alter database ${name} with allow_connections false`);
      await endConnections();
    },
    async start() {
      await operator.query(`alter database ${name} with allow_connections true`);
    },
    async setReadOnly(on) {
      await operator.query(`alter database ${name} set default_transaction_read_only = ${on ? 'on' : 'off'}`);
      // Only turning it on ends connections: those of the time in between must be gone by themselves.
      if (on) await endConnections();
    },
    close: () => operator.end(),
  };
}
