import { Readable } from 'node:stream';
import type { Knex } from 'knex';
import type { Lead } from '../../pipeline/lead.ts';
import { loadTags, readLeadBatches } from '../../storage/lead-batches.ts';
import type { LeadCriteria } from '../../storage/lead-criteria.ts';
import { type ExportedLead, type LeadColumn, toSheetColumns } from './lead-columns.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

export const FORMATS = ['csv', 'xlsx'] as const;
export type Format = (typeof FORMATS)[number];

export interface LeadExport {
  readonly accountId: string;
  readonly criteria: LeadCriteria;
  readonly columns: readonly LeadColumn[];
  readonly format: Format;
  readonly writeTime: (at: Date) => string;
  /** After each batch: rows that were written so far. */
  readonly onProgress: (rows: number) => Promise<void>;
  /** However it ended: all rows were written, or whoever read went away. */
  readonly onEnd: (rows: number, isWhole: boolean) => Promise<void>;
}

/**
 * Leads as a file. Nothing is read ahead of who downloads it: memory holds one batch, however many rows there are, and
 * when the stream is destroyed the reading ends.
 */
export function exportLeads(knex: Knex, options: LeadExport): Readable {
  const columns = toSheetColumns(options.columns, options.writeTime);
  const write = options.format === 'csv' ? writeCsv : writeXlsx;
  return Readable.from(write(columns, tell(readRows(knex, options), options)), {
    objectMode: false,
    highWaterMark: 64 * 1024,
  });
}

async function* readRows(
  knex: Knex,
  { accountId, criteria, columns }: LeadExport,
): AsyncGenerator<readonly ExportedLead[]> {
  const withTags = columns.some(({ ofClick }) => ofClick);
  for await (const leads of readLeadBatches(knex, accountId, criteria))
    yield withTags ? await addTags(knex, leads) : leads.map((lead) => ({ ...lead, tags: {} }));
}

async function addTags(knex: Knex, leads: readonly Lead[]): Promise<ExportedLead[]> {
  const tags = await loadTags(
    knex,
    leads.map(({ clickId }) => clickId),
  );
  return leads.map((lead) => ({ ...lead, tags: tags.get(lead.clickId) ?? {} }));
}

/** Rows as they come, and how many there were. */
async function* tell<Row>(
  batches: AsyncIterable<readonly Row[]>,
  { onProgress, onEnd }: LeadExport,
): AsyncGenerator<readonly Row[]> {
  let rows = 0;
  let isWhole = false;
  try {
    for await (const batch of batches) {
      yield batch;
      rows += batch.length;
      await onProgress(rows);
    }
    isWhole = true;
  } finally {
    await onEnd(rows, isWhole);
  }
}
