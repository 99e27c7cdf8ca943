import type { Knex } from 'knex';
import { cleanText } from '../pipeline/clean-text.ts';
import { exportGoogle } from '../reports/export/export-google.ts';
import type { Download } from './area.ts';
import { dated, describeExport, FILE_TYPES } from './describe-export.ts';
import { readLeads } from './read-leads.ts';

/** `/console/leads/google.csv`: approved leads as offline conversions; other statuses where the filter names one. */
export function createGoogleDownload({ knex, now }: { knex: Knex; now: () => Date }): Download {
  return async ({ user, reader, query, audit }) => {
    const { criteria, filters } = readLeads(query, reader);
    if (!criteria) return null;
    const conversion = cleanText(query.get('conversion') ?? '', 100).text.trim() || 'Lead';
    const body = exportGoogle(knex, {
      ...{ accountId: user.accountId, conversion },
      criteria: criteria.status === undefined ? { ...criteria, status: 'approve' } : criteria,
      async onEnd(rows, isWhole) {
        const exported = describeExport({ format: 'csv', filters, columns: [], rows, isWhole });
        await audit('leads.export', '', { ...exported, format: 'google' });
      },
    });
    return { type: FILE_TYPES.csv, fileName: `${dated('google-conversions', now(), reader)}.csv`, body };
  };
}
