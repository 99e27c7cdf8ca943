import { newId } from '../../collector/ids.ts';
import { type JsonAnswer, serve, startCollector, type TestAccount } from '../support/collector.ts';
import type { ModelClick, ModelLead, Result } from './reference.ts';
import { type Call, CLICKS, toRequest } from './steps.ts';

/** Two collectors on one database, and an account. */
export async function openStand() {
  const one = await startCollector();
  const two = await serve(one.databaseUrl, one.errors);
  const account = await one.addAccount();
  return {
    errors: one.errors,
    collectors: [one, two] as const,
    account,
    query: one.query,
    async close() {
      await two.close();
      await one.close();
    },
  };
}
export type Stand = Awaited<ReturnType<typeof openStand>>;

interface LeadRow extends ModelLead {
  readonly id: string;
}

/** Clicks that nobody else touches: what one run of a property works on. */
export async function openRun(stand: Stand) {
  const { account } = stand;
  const targets = await Promise.all(
    CLICKS.map((kind) => (kind === 'click' ? registered(stand) : inFlow(account))),
  );
  const ids = targets.map((target) => target.click ?? '');

  return {
    async send(call: Call): Promise<{ result: Result; click: string }> {
      const collector = stand.collectors[call.collector] ?? stand.collectors[0];
      const [path, init] = toRequest(call, account, targets[call.click] ?? {});
      const answer = await collector.call(path, init);
      if (answer.click) ids[call.click] ||= answer.click;
      return { result: resultOf(answer), click: ids[call.click] ?? '' };
    },
    /** The state of one of the clicks, and the IDs of its leads. */
    async read(index: number): Promise<{ click: ModelClick; leads: string[] }> {
      const id = ids[index] || (await findFlowClick(stand, targets[index]?.subid ?? ''));
      if (id === '') return { click: { leads: [], tag: '' }, leads: [] };
      const rows = await stand.query<LeadRow>(
        `select id, uid, goal, status, price, currency, name, comment, meta, confirmed
           from leads where click_id = $1 order by id`,
        [id],
      );
      const [click] = await stand.query<{ tag: string }>(
        `select tags ->> 'data1' as tag from clicks where id = $1`,
        [id],
      );
      return {
        click: { leads: rows.map(({ id: _, ...lead }) => lead), tag: click?.tag ?? '' },
        leads: rows.map((row) => row.id),
      };
    },
    /** The entry of the newest request, as the log knows it. */
    async newestEntry(): Promise<string> {
      const [row] = await stand.query<{ id: string }>(
        'select id from postback_log where replay_of is null order by id desc limit 1',
      );
      return row?.id ?? '';
    },
  };
}

function resultOf({ http, status, result, error, ...rest }: JsonAnswer & { http: number }): Result {
  const word = status === 'ok' ? result : error;
  if (http === 200 && (word === 'created' || word === 'updated' || word === 'no-changes')) return word;
  throw new Error(`${http} ${JSON.stringify({ status, result, error, ...rest })}`);
}

async function registered({ collectors, account }: Stand): Promise<Record<string, string>> {
  const body = JSON.stringify({ key: account.siteKey });
  const { click = '' } = await collectors[0].call('/api/track/click.json', { method: 'POST', body });
  return { click };
}

function inFlow(account: TestAccount): Record<string, string> {
  return { flow: account.flow, subid: newId() };
}

async function findFlowClick(stand: Stand, subid: string): Promise<string> {
  const [row] = await stand.query<{ id: string }>(
    `select id from clicks where flow_id = $1 and source = 'flow' and tags ->> 'subid' = $2`,
    [stand.account.flow, subid],
  );
  return row?.id ?? '';
}
