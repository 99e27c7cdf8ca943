// A process that holds an embedded Postgres: `node holder.mjs DATA_DIR`. It tells what happens as JSON lines on stdout
// and stops at SIGTERM. At SIGINT it drains first, as the collector does: it still needs the database for a while.
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../collector/storage/embedded/index.ts';
import type { HolderEvent } from './events.ts';

function tell(event: HolderEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

async function drain(databaseUrl: string): Promise<void> {
  await delay(300);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ answer: number }>('SELECT 42 AS answer');
  tell({ type: 'drained', answer: rows[0]?.answer ?? 0 });
  await client.end();
}

try {
  const postgres = await startEmbeddedPostgres({
    dataDir: process.argv[2] ?? '',
    log: (line) => tell({ type: 'log', line }),
  });
  const stop = async () => {
    await postgres.stop();
    tell({ type: 'stopped' });
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', async () => {
    await drain(postgres.databaseUrl);
    await stop();
  });
  tell({ type: 'ready', databaseUrl: postgres.databaseUrl, location: postgres.location });
} catch (error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  tell({ type: 'failed', name, message });
  process.exitCode = 1;
}
