import { newId } from '../../collector/ids.ts';
import { startCollector, type TestAccount } from '../support/collector.ts';

/** A collector with an account, and the calls that most of these tests make. */
export async function openStand() {
  const collector = await startCollector();
  const account = await collector.addAccount();
  const post = (path: string, body: object) =>
    collector.call(path, { method: 'POST', body: JSON.stringify({ key: account.siteKey, ...body }) });
  return {
    collector,
    account,
    newId,
    /** A click that nobody else uses. */
    async click(owner: TestAccount = account): Promise<string> {
      return (await post('/api/track/click.json', { key: owner.siteKey })).click ?? '';
    },
    postback: (query: string, init: RequestInit = {}, owner: TestAccount = account) =>
      collector.call(`/api/track/postback.json?id=${owner.token}&${query}`, init),
    lead: (body: object) => post('/api/track/lead.json', body),
    leads: (click: string) => collector.query('select * from leads where click_id = $1 order by id', [click]),
    entries: (click: string) =>
      collector.query('select * from postback_log where click_id = $1 order by id', [click]),
    async newestEntry() {
      return (await collector.query('select * from postback_log order by id desc limit 1'))[0];
    },
  };
}
export type Stand = Awaited<ReturnType<typeof openStand>>;
