import type { Knex } from 'knex';
import { clickWithoutContact, lineWithoutContact } from '../people/without-contact.ts';
import { CLICK_COLUMNS } from '../reports/export/click-columns.ts';
import { columnsOf, type ExportColumn, toSheetColumns } from '../reports/export/columns.ts';
import { LOG_COLUMNS } from '../reports/export/log-columns.ts';
import { OUTGOING_COLUMNS } from '../reports/export/outgoing-columns.ts';
import type { Batches } from '../reports/export/sheet.ts';
import { streamSheet } from '../reports/export/stream-sheet.ts';
import { readClickBatches } from '../storage/clicks.ts';
import { readLogBatches } from '../storage/log.ts';
import { readOutgoingBatches } from '../storage/outgoing.ts';
import type { Download, Downloaded, DownloadRequest } from './area.ts';
import { dated, describeExport, FILE_TYPES } from './describe-export.ts';
import { readClickFilter, toClickCriteria, toClickQuery } from './read-click-filter.ts';
import { loadLogChoices, readLogFilter, toCriteria, toLogQuery } from './read-log-filter.ts';
import { readOutgoingFilter, toOutgoingCriteria, toOutgoingQuery } from './read-outgoing-filter.ts';
import { createWallClock } from './zone.ts';

interface DownloadDeps {
  readonly knex: Knex;
  readonly now: () => Date;
}

/** `/console/clicks.csv`: the list of clicks with its filters. */
export function createClickDownload(deps: DownloadDeps): Download {
  return async (request) => {
    const { user, reader, query } = request;
    const shown = readClickFilter(query);
    const criteria = toClickCriteria(shown, reader);
    if (!criteria) return null;
    const clicks = readClickBatches(deps.knex, user.accountId, criteria);
    return toCsv(deps, request, 'clicks', {
      filters: toClickQuery(shown),
      columns: CLICK_COLUMNS,
      batches: reader.may('contact') ? clicks : mapEach(clicks, clickWithoutContact),
    });
  };
}

/** `/console/logs.csv`: the log with its filters. */
export function createLogDownload(deps: DownloadDeps): Download {
  return async (request) => {
    const { user, reader, query } = request;
    const shown = readLogFilter(query, reader);
    const choices = await loadLogChoices(deps.knex, user.accountId);
    const asked = toCriteria(shown, choices, reader);
    if ('problem' in asked) return null;
    const names = new Map(choices.tokens.map(({ id, name }) => [id, name]));
    const lines = mapEach(readLogBatches(deps.knex, user, asked.criteria), (line) => ({
      ...line,
      token: names.get(line.sentWith ?? '') ?? null,
    }));
    return toCsv(deps, request, 'log', {
      filters: toLogQuery(shown),
      columns: LOG_COLUMNS,
      batches: reader.may('contact') ? lines : mapEach(lines, lineWithoutContact),
    });
  };
}

/** `/console/outgoing.csv`: the log of what was sent, with its filters. No request, no answer: nothing of a buyer. */
export function createOutgoingDownload(deps: DownloadDeps): Download {
  return async (request) => {
    const { user, reader, query } = request;
    const shown = readOutgoingFilter(query);
    const asked = toOutgoingCriteria(shown, reader);
    if ('problem' in asked) return null;
    return toCsv(deps, request, 'outgoing', {
      filters: toOutgoingQuery(shown),
      columns: OUTGOING_COLUMNS,
      batches: readOutgoingBatches(deps.knex, user.accountId, asked.criteria),
    });
  };
}

interface Listed<Row> {
  readonly filters: URLSearchParams;
  readonly columns: readonly ExportColumn<Row>[];
  readonly batches: Batches<Row>;
}

/** The file, and a line in the audit log once it has ended. */
function toCsv<Row>(
  { now }: DownloadDeps,
  { reader, audit }: DownloadRequest,
  what: 'clicks' | 'log' | 'outgoing',
  { filters, columns: all, batches }: Listed<Row>,
): Downloaded {
  const columns = columnsOf(all, reader.may('contact'));
  const sheet = toSheetColumns(columns, createWallClock(reader.timeZone));
  const body = streamSheet('csv', sheet, batches, {
    onEnd: (rows, isWhole) =>
      audit(`${what}.export`, '', describeExport({ format: 'csv', filters, columns, rows, isWhole })),
  });
  return { type: FILE_TYPES.csv, fileName: `${dated(what, now(), reader)}.csv`, body };
}

async function* mapEach<Row, Mapped>(
  batches: Batches<Row>,
  map: (row: Row) => Mapped,
): AsyncGenerator<readonly Mapped[]> {
  for await (const rows of batches) yield rows.map((row) => map(row));
}
