import { CHARSETS } from '../../import/read-csv.ts';
import { Lines } from '../components/field.tsx';
import { Problems } from '../components/form.tsx';
import { MAX_ROWS, SEPARATOR_NAMES } from '../import-file.ts';
import type { Page, View } from '../page.ts';
import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import type { Text } from '../text/text.ts';

/** `/console/leads/import`: a file of leads, statuses or payouts. */
export function createImportStartPage(): Page {
  return async ({ text }) => importStartView(text, { csv: '', separator: '', charset: '' }, null);
}

/** What was typed and chosen. */
interface Typed {
  readonly csv: string;
  readonly separator: string;
  readonly charset: string;
}

export function importStartView(text: Text, typed: Typed, problem: string | null): View {
  const body = <ImportStart typed={typed} problem={problem} />;
  return { title: text('Import leads'), section: 'leads', body };
}

const SIGNS: Readonly<Record<string, Phrase>> = { comma: 'comma', semicolon: 'semicolon', tab: 'tab' };

function ImportStart({ typed, problem }: { typed: Typed; problem: string | null }) {
  const text = useText();
  return (
    <>
      <h1>{text('Import leads')}</h1>
      <section class="narrow">
        <p class="lead">
          {text(
            'A CSV file with a line for each lead: new ones, or statuses and payouts of those that are here. You see what every row would change before anything is changed.',
          )}
        </p>
        {problem && <Problems problems={[problem]} />}
        <form class="fields" method="post" action="/console/leads/import" enctype="multipart/form-data">
          <div class="field">
            <label for="file">{text('CSV file')}</label>
            <input id="file" name="file" type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" />
            <p class="fine">
              {text('Up to 5 MB and {rows} rows. The first line names the columns.', { rows: MAX_ROWS })}
            </p>
          </div>
          <Lines name="csv" label={text('Or paste it')} value={typed.csv} rows={6} />
          <div class="pair">
            <label>
              {text('Separator')}
              <select name="separator">
                <option value="">{text('guess')}</option>
                {Object.keys(SEPARATOR_NAMES).map((name) => (
                  <option key={name} value={name} selected={name === typed.separator}>
                    {text(SIGNS[name] ?? 'comma')}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {text('Character set')}
              <select name="charset">
                <option value="">{text('guess')}</option>
                {CHARSETS.map((charset) => (
                  <option key={charset} value={charset} selected={charset === typed.charset}>
                    {charset}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <button type="submit">{text('Go on')}</button>
        </form>
      </section>
    </>
  );
}
