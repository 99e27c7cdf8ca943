import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Settings, startCollector, type TestAccount } from '../../support/collector.ts';
import { type DatabaseSwitch, openSwitch } from './database-switch.ts';

export type OutageStand = Awaited<ReturnType<typeof startOutageStand>>;

/** A collector whose database can be taken away, and an account on it. */
export async function startOutageStand(settings: Settings = {}) {
  const spoolFolder = await mkdtemp(join(tmpdir(), 'subpixel-spool-'));
  const collector = await startCollector({ spoolFolder, ...settings });
  const account = await collector.addAccount();
  const server: DatabaseSwitch = await openSwitch(collector.databaseUrl);
  return {
    ...collector,
    account,
    spoolFolder,
    server,
    postback: (query: string, of: TestAccount = account) =>
      collector.call(`/api/track/postback.json?id=${of.token}&${query}`),
    async registerClick(): Promise<string> {
      const body = JSON.stringify({ key: account.siteKey });
      return (await collector.call('/api/track/click.json', { method: 'POST', body })).click ?? '';
    },
    isEmpty: () => collector.spools?.isEmpty(),
    async close() {
      await server.close();
      await collector.close();
      await rm(spoolFolder, { recursive: true, force: true });
    },
  };
}
