import { Readable } from 'node:stream';
import type { Knex } from 'knex';
import { tally } from '../../import/submit-rows.ts';
import { readClickId } from '../../pipeline/click-id.ts';
import { writeCsv } from '../../reports/export/write-csv.ts';
import { findUpload, type Upload } from '../../storage/uploads.ts';
import type { Download } from '../area.ts';
import { Facts } from '../components/facts.tsx';
import { Problems } from '../components/form.tsx';
import { ImportColumns } from '../components/import-columns.tsx';
import { ImportProgress, ImportVerdicts } from '../components/import-verdicts.tsx';
import { SEPARATOR_NAMES, STILL_MS } from '../import-file.ts';
import { writeCount } from '../numbers.ts';
import type { Page, View } from '../page.ts';
import { useReader } from '../reader.tsx';
import type { Text } from '../text/text.ts';

interface ImportPageDeps {
  readonly knex: Knex;
  readonly now: () => Date;
}

/** `/console/leads/import/:id`: what the columns of a file are, what its rows would do, and how far its import is. */
export function createImportPage({ knex, now }: ImportPageDeps): Page {
  return async ({ user, text, params }) => {
    const id = readClickId(params.id ?? '');
    const upload = id && (await findUpload(knex, user.accountId, id));
    return upload ? importView(text, upload, now(), null) : null;
  };
}

/** The file again, with what became of each row. */
export function createVerdictDownload({ knex }: ImportPageDeps): Download {
  return async ({ user, params }) => {
    const id = readClickId(params.id ?? '');
    const upload = id && (await findUpload(knex, user.accountId, id));
    if (!upload) return null;
    const [headings = [], ...rows] = upload.cells;
    const judged = rows.map((cells, index) => ({ cells, verdict: upload.verdicts[index] }));
    const text = (name: string, cell: (row: (typeof judged)[number]) => string | null | undefined) => ({
      ...{ name, kind: 'text' as const },
      cell: (row: (typeof judged)[number]) => cell(row) ?? null,
    });
    const columns = [
      ...headings.map((heading, index) => text(heading, ({ cells }) => cells[index])),
      text('verdict', ({ verdict }) => verdict?.what),
      text('reason', ({ verdict }) => verdict?.reason),
      text('hint', ({ verdict }) => verdict?.hint),
    ];
    async function* once() {
      yield judged;
    }
    const body = Readable.from(writeCsv(columns, once()), { objectMode: false });
    return { type: 'text/csv; charset=utf-8', fileName: 'import-verdicts.csv', body };
  };
}

function Count({ count }: { count: number }) {
  return <>{writeCount(count, useReader().locale)}</>;
}

export function importView(text: Text, upload: Upload, now: Date, problem: string | null): View {
  const { cells, separator, charset, verdicts, beganAt, notedAt } = upload;
  const rows = cells.length - 1;
  const isDone = beganAt !== null && verdicts.length >= rows;
  const isStill = notedAt !== null && now.getTime() - notedAt.getTime() > STILL_MS;
  const sign = Object.entries(SEPARATOR_NAMES).find(([, each]) => each === separator)?.[0];
  const isRunning = beganAt !== null && !isDone && !isStill;
  const body = (
    <>
      <h1>{text('Import leads')}</h1>
      {problem && <Problems problems={[problem]} />}
      <section>
        <Facts
          facts={[
            [text('Rows'), <Count count={rows} />],
            [text('Separator'), sign && text(sign as 'comma' | 'semicolon' | 'tab')],
            [text('Character set'), charset],
          ]}
        />
      </section>
      {beganAt === null ? (
        <ImportColumns upload={upload} />
      ) : (
        <ImportProgress upload={upload} isDone={isDone} isStill={isStill} />
      )}
      {verdicts.length > 0 && <ImportVerdicts upload={upload} tally={tally(verdicts)} />}
    </>
  );
  return {
    ...{ title: text('Import leads'), section: 'leads', body },
    ...(isRunning ? { refreshS: 2 } : {}),
  };
}
