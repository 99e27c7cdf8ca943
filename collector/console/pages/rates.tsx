import type { Knex } from 'knex';
import { listRates, putRates, type RateProblem, readRates } from '../../storage/rates.ts';
import type { Action } from '../action.ts';
import { Lines } from '../components/field.tsx';
import { Notice, Problems } from '../components/form.tsx';
import { settingsView } from '../components/settings-frame.tsx';
import { type Column, Table } from '../components/table.tsx';
import { Time } from '../components/time.tsx';
import { writePrice } from '../numbers.ts';
import type { Page, View } from '../page.ts';
import { useReader } from '../reader.tsx';
import type { Text } from '../text/text.ts';

const PATH = '/console/settings/rates';

type Rate = Awaited<ReturnType<typeof listRates>>[number];

/** `/console/settings/rates`: what `convert` reckons with. */
export function createRatesPage({ knex }: { readonly knex: Knex }): Page {
  return async ({ user, text, query }) => {
    const count = Number(query.get('set') ?? '');
    const rates = await listRates(knex, user.accountId);
    return viewOf(text, rates, '', [], Number.isInteger(count) ? count : 0);
  };
}

/** Sets rates, from a file or as they were pasted: all of them, or none where a line cannot be read. */
export function createPutRates({ knex }: { readonly knex: Knex }): Action {
  return async ({ user, text, field, audit }) => {
    const csv = field('file').trim() || field('csv');
    const { rates, problems } = readRates(csv);
    if (problems.length > 0)
      return { view: viewOf(text, await listRates(knex, user.accountId), csv, problems, 0) };
    await putRates(knex, user.accountId, rates);
    await audit('rates.set', '', { currencies: [...rates.keys()].join(' ') });
    return { next: `${PATH}?set=${rates.size}` };
  };
}

function viewOf(
  text: Text,
  rates: readonly Rate[],
  csv: string,
  problems: readonly RateProblem[],
  count: number,
): View {
  const told = problems.slice(0, 20).map((problem) => tell(text, problem));
  return settingsView(text, 'rates', <RatesPage rates={rates} csv={csv} problems={told} count={count} />);
}

function tell(text: Text, { line, kind, text: what }: RateProblem): string {
  if (kind === 'empty') return text('There is no rate in it: lines look like EUR,1.0832.');
  const values = { line: String(line), text: what };
  return kind === 'currency'
    ? text('Line {line}: «{text}» is no currency.', values)
    : text('Line {line}: «{text}» is no rate above 0.', values);
}

const COLUMNS: readonly Column<Rate>[] = [
  { head: 'Currency', kind: 'first', cell: ({ currency }) => currency },
  { head: 'US dollars', kind: 'number', cell: ({ usd }) => <InDollars usd={usd} /> },
  { head: 'Set on', cell: ({ updated_at: at }) => <Time at={at} /> },
];

function InDollars({ usd }: Pick<Rate, 'usd'>) {
  const { locale } = useReader();
  return <span class="money">{writePrice(usd, locale)}</span>;
}

interface RatesPageProps {
  readonly rates: readonly Rate[];
  readonly csv: string;
  readonly problems: readonly string[];
  /** How many were just set. */
  readonly count: number;
}

function RatesPage({ rates, csv, problems, count }: RatesPageProps) {
  const { text, may } = useReader();
  return (
    <>
      <h1>{text('Exchange rates')}</h1>
      <p class="lead">
        {text(
          'A postback with «convert» is paid in another currency by these. What was converted keeps its rate.',
        )}
      </p>
      {count > 0 && <Notice>{text('{n} rates are set.', { n: count })}</Notice>}
      <div class="columns">
        <div>
          {rates.length > 0 ? (
            <Table
              caption={text('Exchange rates')}
              columns={COLUMNS}
              rows={rates}
              keyOf={({ currency }) => currency}
            />
          ) : (
            <section>
              <p>{text('No rates yet: «convert» leaves a payout as it is and warns with no-rate.')}</p>
            </section>
          )}
        </div>
        <aside>{may('edit') && <SetRates csv={csv} problems={problems} />}</aside>
      </div>
    </>
  );
}

function SetRates({ csv, problems }: Pick<RatesPageProps, 'csv' | 'problems'>) {
  const { text } = useReader();
  return (
    <section>
      <h2>{text('Set rates')}</h2>
      <form class="fields" method="post" action={PATH} enctype="multipart/form-data">
        {problems.length > 0 && <Problems problems={[text('Nothing was changed.'), ...problems]} />}
        <Lines
          name="csv"
          label={text('Lines such as EUR,1.0832')}
          hint={text('A currency and what one unit is worth in US dollars. Others stay as they are.')}
          value={csv}
          rows={8}
        />
        <div class="field">
          <label for="file">{text('Or a CSV file')}</label>
          <input id="file" name="file" type="file" accept=".csv,.txt,text/csv,text/plain" />
        </div>
        <button type="submit">{text('Set')}</button>
      </form>
    </section>
  );
}
