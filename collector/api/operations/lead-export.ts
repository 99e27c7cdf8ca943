import { z } from 'zod';
import { columnsOf } from '../../reports/export/columns.ts';
import { exportLeads } from '../../reports/export/export-leads.ts';
import { LEAD_COLUMNS, metaColumn } from '../../reports/export/lead-columns.ts';
import { ApiFile, type Operation, operation } from '../operation.ts';
import { LeadFilter, toLeadCriteria } from './lead-filter.ts';

const MAX_META_COLUMNS = 200;

export const leadExport: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/leads.csv',
    group: 'Leads',
    summary: 'All leads that fit as a CSV file, newest first',
    description:
      'Written as it is read, however many there are. Times are UTC. A text that a spreadsheet would run has an apostrophe in front, which imports take away again.',
    scope: 'leads:read',
    query: {
      ...LeadFilter,
      meta: z.string().max(10_000).optional().meta({
        description: 'custom fields as columns, by their names with commas between; wants leads:contact',
      }),
    },
    file: 'text/csv; charset=utf-8',
    async run({ query: { meta = '', ...asked }, caller }, { knex, now }) {
      const { accountId, seesContact, audit } = caller;
      const names = [...new Set(meta.split(',').map((name) => name.trim()))].filter((name) => name !== '');
      const columns = columnsOf(
        [...LEAD_COLUMNS, ...names.slice(0, MAX_META_COLUMNS).map(metaColumn)],
        seesContact,
      );
      const body = exportLeads(knex, {
        ...{ accountId, criteria: toLeadCriteria(asked, seesContact), columns, format: 'csv', writeTime },
        onEnd: (rows, isWhole) =>
          audit('leads.export', '', {
            ...{ format: 'csv', rows: String(rows), whole: isWhole ? 'yes' : 'no' },
            contact: seesContact ? 'yes' : 'no',
          }),
      });
      return new ApiFile(`leads-${writeTime(now()).slice(0, 10)}.csv`, body);
    },
  }),
];

function writeTime(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}
