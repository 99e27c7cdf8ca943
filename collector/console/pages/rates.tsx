import type { Knex } from 'knex';
import { listRates, putRates, readRates } from '../../storage/rates.ts';
import type { Action } from '../action.ts';
import { Notice, Problems } from '../components/form.tsx';
import { type Column, Table } from '../components/table.tsx';
import { Time } from '../components/time.tsx';
import type { Page, View } from '../page.ts';

const PATH = '/console/settings/rates';

type Rate = Awaited<ReturnType<typeof listRates>>[number];

/** `/console/settings/rates`: what `convert` reckons with. */
export function createRatesPage({ knex }: { readonly knex: Knex }): Page {
  return async ({ user, query }) => {
    const count = Number(query.get('set') ?? '');
    return viewOf(await listRates(knex, user.accountId), '', [], Number.isInteger(count) ? count : 0);
  };
}

/** Sets rates, from a file or as they were pasted: all of them, or none where a line cannot be read. */
export function createPutRates({ knex }: { readonly knex: Knex }): Action {
  return async ({ user, field }) => {
    const text = field('file').trim() || field('csv');
    const { rates, problems } = readRates(text);
    if (problems.length > 0)
      return { view: viewOf(await listRates(knex, user.accountId), text, problems, 0) };
    await putRates(knex, user.accountId, rates);
    return { next: `${PATH}?set=${rates.size}` };
  };
}

function viewOf(rates: readonly Rate[], csv: string, problems: readonly string[], count: number): View {
  const body = <RatesPage rates={rates} csv={csv} problems={problems} count={count} />;
  return { title: 'Rates', section: 'settings', body };
}

const COLUMNS: readonly Column<Rate>[] = [
  { head: 'Currency', kind: 'first', cell: ({ currency }) => currency },
  { head: 'US dollars', kind: 'number', cell: ({ usd }) => <span class="money">{usd}</span> },
  { head: 'Set', cell: ({ updated_at: at }) => <Time at={at} /> },
];

interface RatesPageProps {
  readonly rates: readonly Rate[];
  readonly csv: string;
  readonly problems: readonly string[];
  /** How many were just set. */
  readonly count: number;
}

function RatesPage({ rates, csv, problems, count }: RatesPageProps) {
  return (
    <>
      <h1>Exchange rates</h1>
      <p class="lead">
        A postback with «convert» is paid in another currency by these. What was converted keeps its rate.
      </p>
      {count > 0 && <Notice>{count === 1 ? '1 rate is set.' : `${count} rates are set.`}</Notice>}
      <div class="columns">
        <div>
          {rates.length > 0 ? (
            <Table
              caption="Rates, by currency"
              columns={COLUMNS}
              rows={rates}
              keyOf={({ currency }) => currency}
            />
          ) : (
            <section>
              <p>No rates yet: «convert» leaves a payout as it is and warns with no-rate.</p>
            </section>
          )}
        </div>
        <aside>
          <section>
            <h2>Set rates</h2>
            <form class="fields" method="post" action={PATH} enctype="multipart/form-data">
              {problems.length > 0 && (
                <Problems problems={['Nothing was changed.', ...problems.slice(0, 20)]} />
              )}
              <div class="field">
                <label for="csv">Lines such as EUR,1.0832</label>
                <textarea id="csv" name="csv" rows={8} spellcheck={false} aria-describedby="csv-hint">
                  {csv}
                </textarea>
                <p id="csv-hint" class="fine">
                  A currency and what one unit is worth in US dollars. Others stay as they are.
                </p>
              </div>
              <div class="field">
                <label for="file">Or a CSV file</label>
                <input id="file" name="file" type="file" accept=".csv,.txt,text/csv,text/plain" />
              </div>
              <button type="submit">Set</button>
            </form>
          </section>
        </aside>
      </div>
    </>
  );
}
