import type { Readable } from 'node:stream';
import type { Knex } from 'knex';
import type { Lead } from '../../pipeline/lead.ts';
import { loadUrls, readLeadBatches } from '../../storage/lead-batches.ts';
import type { LeadCriteria } from '../../storage/lead-criteria.ts';
import type { SheetColumn } from './sheet.ts';
import { streamPlainCsv, type Watch } from './stream-sheet.ts';

export interface GoogleExport extends Watch {
  readonly accountId: string;
  readonly criteria: LeadCriteria;
  /** As the conversion action is called in Google Ads. */
  readonly conversion: string;
}

interface Conversion {
  readonly lead: Lead;
  readonly gclid: string;
}

/**
 * Leads as Google Ads takes them for offline conversions: those whose visit began with an ad of Google's, which put its
 * `gclid` into the landing page's address. Tests are left out, as they would be counted. The names of the columns are Google's.
 */
export function exportGoogle(knex: Knex, options: GoogleExport): Readable {
  const columns: readonly SheetColumn<Conversion>[] = [
    { name: 'Google Click ID', kind: 'text', cell: ({ gclid }) => gclid },
    { name: 'Conversion Name', kind: 'text', cell: () => options.conversion },
    { name: 'Conversion Time', kind: 'time', cell: ({ lead }) => writeTime(lead.createdAt) },
    { name: 'Conversion Value', kind: 'number', cell: ({ lead }) => shorten(lead.price) },
    {
      name: 'Conversion Currency',
      kind: 'text',
      cell: ({ lead }) => (lead.price === null ? '' : lead.currency),
    },
  ];
  return streamPlainCsv(columns, readConversions(knex, options), options);
}

async function* readConversions(
  knex: Knex,
  { accountId, criteria }: GoogleExport,
): AsyncGenerator<readonly Conversion[]> {
  for await (const leads of readLeadBatches(knex, accountId, criteria)) {
    const urls = await loadUrls(
      knex,
      leads.map(({ clickId }) => clickId),
    );
    yield leads.flatMap((lead) => {
      const gclid = gclidOf(urls.get(lead.clickId) ?? '');
      return gclid === null || lead.test ? [] : [{ lead, gclid }];
    });
  }
}

/** Google's letters only: whatever else stands there is no click of theirs. */
function gclidOf(url: string): string | null {
  const gclid = URL.canParse(url) ? (new URL(url).searchParams.get('gclid') ?? '') : '';
  return /^[\w-]{1,512}$/.test(gclid) ? gclid : null;
}

/** With its zone, which is UTC whatever the account in Google Ads has. */
function writeTime(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')}+0000`;
}

function shorten(price: string | null): string | null {
  return price === null ? null : price.replace(/\.?0+$/, '');
}
