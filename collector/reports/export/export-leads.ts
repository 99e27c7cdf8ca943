import type { Readable } from 'node:stream';
import type { Knex } from 'knex';
import type { Lead } from '../../pipeline/lead.ts';
import { loadTags, readLeadBatches } from '../../storage/lead-batches.ts';
import type { LeadCriteria } from '../../storage/lead-criteria.ts';
import { toSheetColumns } from './columns.ts';
import type { ExportedLead, LeadColumn } from './lead-columns.ts';
import { type Format, streamSheet, type Watch } from './stream-sheet.ts';

export interface LeadExport extends Watch {
  readonly accountId: string;
  readonly criteria: LeadCriteria;
  readonly columns: readonly LeadColumn[];
  readonly format: Format;
  readonly writeTime: (at: Date) => string;
}

/** Leads as a file. */
export function exportLeads(knex: Knex, options: LeadExport): Readable {
  const columns = toSheetColumns(options.columns, options.writeTime);
  return streamSheet(options.format, columns, readRows(knex, options), options);
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
