import type { RowVerdict, Upload } from '../../storage/uploads.ts';
import { writeCount } from '../numbers.ts';
import { Say, useReader, useText } from '../reader.tsx';
import { Badge } from './badge.tsx';
import { Nothing } from './foreign.tsx';
import { Notice } from './form.tsx';
import { Sentence } from './sentence.tsx';
import { type Column, Table } from './table.tsx';
import { Tick } from './tick.tsx';

/** Rows whose verdict is shown; all are in the file. */
const SHOWN = 100;
const GOOD: ReadonlySet<string> = new Set(['created', 'updated', 'registered']);

interface Judged extends RowVerdict {
  /** As spreadsheets count: the headings are row 1. */
  readonly row: number;
}

const COLUMNS: readonly Column<Judged>[] = [
  { head: 'Row', kind: 'first', cell: ({ row }) => row },
  { head: 'Outcome', kind: 'plain', cell: ({ what }) => <Verdict what={what} /> },
  { head: 'Reason', cell: ({ reason }) => reason ?? <Nothing /> },
  { head: 'What to do', cell: ({ hint }) => (hint ? <Sentence text={hint} /> : <Nothing />) },
];

interface ImportVerdictsProps {
  readonly upload: Upload;
  readonly tally: readonly (readonly [what: string, count: number])[];
}

/** What rows did or would do: in sum, and the first ones one by one, those that need a person before all others. */
export function ImportVerdicts({ upload, tally }: ImportVerdictsProps) {
  const { text, locale } = useReader();
  const { id, beganAt, verdicts } = upload;
  const judged = verdicts.map((verdict, index) => ({ ...verdict, row: index + 2 }));
  const shown = [
    ...judged.filter(({ what }) => !isFine(what)),
    ...judged.filter(({ what }) => isFine(what)),
  ].slice(0, SHOWN);
  return (
    <>
      <section>
        <h2>{text(beganAt ? 'What was done' : 'What would be done')}</h2>
        <p class="badges">
          {tally.map(([what, count]) => (
            <span key={what}>
              {writeCount(count, locale)} <Verdict what={what} />
            </span>
          ))}
        </p>
        {beganAt === null && (
          <form
            class="import"
            method="post"
            action={`/console/leads/import/${id}/run`}
            data-busy={text('Importing …')}
          >
            <p class="soft">
              {text('Nothing was changed yet. Each row was tried alone, as if it were the only one.')}
            </p>
            <Tick name="tell" value="1" checked>
              {text('Send on to receivers what changes; untick it for old leads')}
            </Tick>
            <p>
              <button type="submit">
                <Say phrase="Import {n} rows" n={verdicts.length} />
              </button>
            </p>
          </form>
        )}
        <p>
          <a href={`/console/leads/import/${id}/verdicts.csv`}>{text('All verdicts as a CSV file')}</a>
        </p>
      </section>
      <Table
        caption={text('Rows of the file, refused ones first')}
        columns={COLUMNS}
        rows={shown}
        keyOf={({ row }) => String(row)}
      />
    </>
  );
}

interface ImportProgressProps {
  readonly upload: Upload;
  readonly isDone: boolean;
  /** Nobody has taken rows in for a while. */
  readonly isStill: boolean;
}

/** How far an import is. */
export function ImportProgress({ upload, isDone, isStill }: ImportProgressProps) {
  const text = useText();
  const counts = { done: upload.verdicts.length, rows: upload.cells.length - 1 };
  if (isDone) {
    return (
      <Notice>
        <Say phrase="All {n} rows are done." n={counts.rows} />{' '}
        <a href="/console/leads">{text('To the leads')}</a>
      </Notice>
    );
  }
  if (!isStill) return <Notice>{text('{done} of {rows} rows are done …', counts)}</Notice>;
  return (
    <section class="alert">
      <p>
        {text('The import was broken off after {done} of {rows} rows. Rows are never counted twice.', counts)}
      </p>
      <form method="post" action={`/console/leads/import/${upload.id}/run`} data-busy={text('Importing …')}>
        <button type="submit">{text('Go on with the rest')}</button>
      </form>
    </section>
  );
}

function Verdict({ what }: { what: string }) {
  return <Badge tone={GOOD.has(what) ? 'good' : what === 'no-changes' ? 'dull' : 'bad'}>{what}</Badge>;
}

function isFine(what: string): boolean {
  return GOOD.has(what) || what === 'no-changes';
}
