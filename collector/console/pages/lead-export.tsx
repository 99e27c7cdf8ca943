import type { Knex } from 'knex';
import { readClickId } from '../../pipeline/click-id.ts';
import { exportLeads } from '../../reports/export/export-leads.ts';
import { FORMATS, type Format } from '../../reports/export/stream-sheet.ts';
import { findExportRun, noteExportRun } from '../../storage/export-runs.ts';
import { countLeads, listMetaKeys } from '../../storage/lead-batches.ts';
import type { LeadCriteria } from '../../storage/lead-criteria.ts';
import { searchInTime } from '../../storage/time-limit.ts';
import type { Download, DownloadRequest } from '../area.ts';
import { Foreign } from '../components/foreign.tsx';
import { Hidden } from '../components/form.tsx';
import { GoogleExport } from '../components/google-export.tsx';
import { NothingFits } from '../components/nothing-fits.tsx';
import { dated, describeExport, FILE_TYPES } from '../describe-export.ts';
import type { Page } from '../page.ts';
import { columnsFor, readColumns } from '../read-export.ts';
import { readLeads } from '../read-leads.ts';
import { Say, useReader, useText } from '../reader.tsx';
import { createWallClock } from '../zone.ts';

const PATH = '/console/leads/export';
/** Leads are counted up to here: more is «more than». */
const COUNTED = 100_000;
/** So many of the newest leads tell which custom fields there are. */
const LOOKED_AT = 20_000;
/** Between two notes of how far a download is. */
const NOTE_MS = 1000;

interface ExportDeps {
  readonly knex: Knex;
  readonly now: () => Date;
}

/** `/console/leads/export`: which columns of the leads that fit go into which file. */
export function createExportPage({ knex }: ExportDeps): Page {
  return async ({ user, reader, text, query }) => {
    const { criteria, filters } = readLeads(query, reader);
    const count = criteria ? await countInTime(knex, user.accountId, criteria) : 0;
    const withMeta = criteria && count !== 0 && reader.may('contact');
    const metaKeys = withMeta ? await findMetaKeys(knex, user.accountId, criteria) : [];
    const body = <ExportPage count={count} filters={filters} metaKeys={metaKeys} />;
    return { title: text('Export leads'), section: 'leads', body };
  };
}

/** Null where counting takes too long: then there are many, or they lie far apart. */
function countInTime(knex: Knex, accountId: string, criteria: LeadCriteria): Promise<number | null> {
  return searchInTime(knex, (inTime) => countLeads(inTime, accountId, criteria, COUNTED + 1));
}

/** The custom fields of the leads that fit; where finding them takes too long, of the newest ones. */
async function findMetaKeys(knex: Knex, accountId: string, criteria: LeadCriteria): Promise<string[]> {
  // Of a rare source all others would be read for it: fields that its leads do not have do no harm.
  const { source: _source, campaign: _campaign, currency: _currency, ...others } = criteria;
  const list = (from: Knex, which: LeadCriteria) => listMetaKeys(from, accountId, which, LOOKED_AT);
  return (await searchInTime(knex, (inTime) => list(inTime, others))) ?? list(knex, {});
}

/** The file itself. Who takes leads away leaves a line in the audit log: which, how many, and whether to the end. */
export function createExportDownload(format: Format, { knex, now }: ExportDeps): Download {
  return async (request) => {
    const { user, reader, query } = request;
    const { criteria, filters } = readLeads(query, reader);
    if (!criteria) return null;
    const columns = readColumns(query, reader);
    const note = createNote(knex, request, now);
    const body = exportLeads(knex, {
      ...{ accountId: user.accountId, criteria, columns, format },
      writeTime: createWallClock(reader.timeZone),
      onProgress: (rows) => note(rows, false),
      async onEnd(rows, isWhole) {
        await request.audit('leads.export', '', describeExport({ format, filters, columns, rows, isWhole }));
        await note(rows, true);
      },
    });
    return { type: FILE_TYPES[format], fileName: `${dated('leads', now(), reader)}.${format}`, body };
  };
}

/** How far a download is, for the page that waits for it. */
export function createExportProgress({ knex }: ExportDeps): Download {
  return async ({ user, query }) => {
    const id = readClickId(query.get('run') ?? '');
    const run = id && (await findExportRun(knex, user.accountId, id));
    return {
      type: 'application/json; charset=utf-8',
      body: JSON.stringify(run || { rows: 0, ended: false }),
    };
  };
}

/** Keeps how far it is where the browser has named its download, once a second. */
function createNote(knex: Knex, { user, query }: DownloadRequest, now: () => Date) {
  const id = readClickId(query.get('run') ?? '');
  let last = 0;
  return async (rows: number, ended: boolean): Promise<void> => {
    const at = now();
    if (!id || (!ended && at.getTime() - last < NOTE_MS)) return;
    last = at.getTime();
    await noteExportRun(knex, user.accountId, id, { at, rows, ended });
  };
}

interface ExportPageProps {
  /** Null: more than can be counted in two seconds. */
  readonly count: number | null;
  readonly filters: URLSearchParams;
  readonly metaKeys: readonly string[];
}

function ExportPage({ count, filters, metaKeys }: ExportPageProps) {
  const text = useText();
  const reader = useReader();
  const list = `/console/leads?${filters}`;
  return (
    <>
      <h1>{text('Export leads')}</h1>
      {count === 0 ? (
        <NothingFits path="/console/leads" isBadClick={false} />
      ) : (
        <>
          <section class="narrow">
            <p class="lead">
              {count === null ? (
                text('Many leads may fit: counting them took too long. The file will have all of them.')
              ) : (
                <Say
                  phrase={count > COUNTED ? 'More than {n} leads fit.' : '{n} leads fit.'}
                  n={Math.min(count, COUNTED)}
                />
              )}{' '}
              {filters.size > 0 && <a href={list}>{text('Choose others')}</a>}
            </p>
            <form
              class="fields"
              action={`${PATH}.xlsx`}
              data-progress={`${PATH}/progress`}
              data-written={text('{rows} rows written …')}
              data-ended={text('Done: {rows} rows.')}
            >
              <Hidden values={filters} />
              <input type="hidden" name="run" />
              <fieldset>
                <legend>{text('Columns')}</legend>
                <div class="ticks">
                  {columnsFor(reader).map(({ name }) => (
                    <Tick key={name} name="column" value={name} />
                  ))}
                </div>
              </fieldset>
              {metaKeys.length > 0 && (
                <fieldset>
                  <legend>{text('Custom fields')}</legend>
                  <div class="ticks">
                    {metaKeys.map((key) => (
                      <Tick key={key} name="meta" value={key} />
                    ))}
                  </div>
                </fieldset>
              )}
              {!reader.may('contact') && (
                <p class="fine">{text('Your role takes leads away without contact data.')}</p>
              )}
              <p class="fine">
                <Say
                  phrase="Times are those of {zone}. What looks like a formula is kept as text. Every export is written into the audit log."
                  with={{ zone: reader.timeZone }}
                />
              </p>
              <p class="buttons">
                {FORMATS.toReversed().map((format) => (
                  <button key={format} type="submit" formaction={`${PATH}.${format}`}>
                    {text(format === 'csv' ? 'Download CSV' : 'Download XLSX')}
                  </button>
                ))}
              </p>
              <p class="progress" role="status" />
            </form>
          </section>
          <GoogleExport filters={filters} />
        </>
      )}
    </>
  );
}

function Tick({ name, value }: { name: string; value: string }) {
  return (
    <label class="inline">
      <input type="checkbox" name={name} value={value} checked />
      <Foreign text={value} />
    </label>
  );
}
