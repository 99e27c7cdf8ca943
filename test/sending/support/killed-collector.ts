import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { randomText } from '../../../collector/ids.ts';
import { openDatabase } from '../../../collector/storage/database.ts';
import { freePort } from '../../../collector/storage/embedded/free-port.ts';
import { addReceiver } from '../../../collector/storage/receivers.ts';
import { createTestDatabase } from '../../support/database.ts';
import { aReceiver } from '../../support/receiver.ts';
import type { Toy } from './toy-receivers.ts';

/** The built program, as `npm start` runs it. */
const PROGRAM = fileURLToPath(new URL('../../../collector/dist/cli.js', import.meta.url));

/** A collector that can be killed and started again, with a receiver that hears of each lead at `/take/UID`. */
export interface KilledCollector {
  /** Of its database. */
  readonly url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  isRunning(): boolean;
  /** Sends a postback that makes a lead. Whether that is said to be stored; rejects where nothing answers. */
  send(uid: string): Promise<boolean>;
  /** Resolves when nothing waits to be sent; rejects after a minute. */
  untilSent(): Promise<void>;
  /** Each committed lead with what became of its message: null where there is none. */
  leads(): Promise<{ uid: string; state: string | null }[]>;
  close(): Promise<void>;
}

/** It has been started once, and is not running. */
export async function createKilledCollector(toy: Pick<Toy, 'url'>): Promise<KilledCollector> {
  const created = await createTestDatabase();
  const database = openDatabase(created.url, () => undefined, 6);
  const folder = await mkdtemp(join(tmpdir(), 'subpixel-kill-'));
  const port = await freePort();
  let child: ChildProcess;

  async function start(): Promise<void> {
    const env = {
      ...process.env,
      ...{ PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: created.url, SUBPIXEL_DATA: folder },
      ...{ SUBPIXEL_DEMO: '0', SUBPIXEL_SECRET: '', SUBPIXEL_PUBLIC_URL: '', SUBPIXEL_SPOOL: '0' },
      SUBPIXEL_OUTGOING_ALLOW: '127.0.0.1',
    };
    child = spawn(process.execPath, [PROGRAM, 'serve'], { env, stdio: 'ignore' });
    const isReady = () =>
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        ({ status }) => status === 200,
        () => false,
      );
    await until(isReady, 20_000);
  }

  async function kill(): Promise<void> {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  await start();
  const { postbackToken: token } = JSON.parse(await readFile(join(folder, 'first-run.json'), 'utf8'));
  await database.pool.query(
    `insert into flows (id, account_id, name, site_key, landing_url)
     select 'shop', id, 'Shop', 'pk_shop', 'https://shop.example' from accounts`,
  );
  const { rows } = await database.pool.query<{ id: string }>('select id from accounts');
  const receiver = aReceiver({ url: `${toy.url}/take/{uid}` });
  await addReceiver(database.knex, { ...receiver, id: `rc_${randomText(12)}`, accountId: rows[0]?.id ?? '' });
  // What is begun anew knows the receiver from the start.
  await kill();

  return {
    ...{ start, kill, url: created.url },
    isRunning: () => child.exitCode === null && child.signalCode === null,
    async send(uid) {
      const query = { id: token, flow: 'shop', uid, subid: 'kill', status: 'approve' };
      const url = `http://127.0.0.1:${port}/api/track/postback.json?${new URLSearchParams(query)}`;
      return (await fetch(url)).ok;
    },
    async untilSent() {
      const isEmpty = () =>
        database.pool
          .query('select not exists (select from outgoing_queue) as is_empty')
          .then(({ rows: [row] }) => row.is_empty as boolean);
      await until(isEmpty, 60_000);
    },
    async leads() {
      const found = await database.pool.query<{ uid: string; state: string | null }>(
        'select l.uid, o.state from leads l left join outgoing o on o.lead_id = l.id',
      );
      return found.rows;
    },
    async close() {
      child.kill('SIGKILL');
      await database.close();
      await created.drop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Resolves when something is so. vitest's own `expect.poll` knows no tests that run side by side. */
export async function until(isSo: () => boolean | Promise<boolean>, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`Not within ${milliseconds} ms: ${isSo}`);
    await delay(100);
  }
}
