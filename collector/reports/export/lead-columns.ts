import { TAGS } from '../../pipeline/fields.ts';
import type { Lead } from '../../pipeline/lead.ts';
import type { SheetColumn } from './sheet.ts';

/** A lead with its click's tags; without any where no column asks for them. */
export interface ExportedLead extends Lead {
  readonly tags: Readonly<Record<string, string>>;
}

export interface LeadColumn {
  readonly name: string;
  readonly kind: SheetColumn<unknown>['kind'];
  /** Says who the buyer is: for those who may see contacts. */
  readonly isContact?: true;
  readonly ofClick?: true;
  readonly value: (lead: ExportedLead) => string | Date | null;
}

const text = (name: string, value: LeadColumn['value']): LeadColumn => ({ name, kind: 'text', value });
const contact = (name: string, value: LeadColumn['value']): LeadColumn => ({
  ...text(name, value),
  isContact: true,
});
const number = (name: string, value: (lead: Lead) => string | null): LeadColumn => {
  // `12.5000` → `12.5`: zeros that say nothing go, the value stays what it is.
  const shorten = (decimal: string) => decimal.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
  return {
    name,
    kind: 'number',
    value: (lead) => {
      const decimal = value(lead);
      return decimal === null ? null : shorten(decimal);
    },
  };
};

/** Under the names of the protocol's parameters, so that a file can be edited and imported again. */
export const LEAD_COLUMNS: readonly LeadColumn[] = [
  { name: 'created', kind: 'time', value: (lead) => lead.createdAt },
  { name: 'updated', kind: 'time', value: (lead) => lead.updatedAt },
  text('flow', (lead) => lead.flowId),
  text('click', (lead) => lead.clickId),
  text('lead', (lead) => lead.id),
  text('uid', (lead) => lead.uid),
  text('goal', (lead) => lead.goal),
  text('status', (lead) => lead.status),
  text('status_word', (lead) => lead.statusWord),
  number('price', (lead) => lead.price),
  text('currency', (lead) => lead.currency),
  number('sent_price', (lead) => lead.sentPrice),
  text('sent_currency', (lead) => lead.sentCurrency),
  number('rate', (lead) => lead.rate),
  contact('name', (lead) => lead.name),
  contact('phone', (lead) => lead.phone),
  contact('email', (lead) => lead.email),
  contact('comment', (lead) => lead.comment),
  text('geo', (lead) => lead.geo),
  contact('ip', (lead) => lead.ip),
  text('test', (lead) => (lead.test ? '1' : '')),
  ...TAGS.map((tag): LeadColumn => ({ ...text(tag, ({ tags }) => ownValue(tags, tag)), ofClick: true })),
];

/** A custom field: what somebody entered into a form. */
export function metaColumn(key: string): LeadColumn {
  return contact(`meta[${key}]`, (lead) => ownValue(lead.meta, key));
}

/** How columns are written; `writeTime` knows the reader's time zone. */
export function toSheetColumns(
  columns: readonly LeadColumn[],
  writeTime: (at: Date) => string,
): SheetColumn<ExportedLead>[] {
  return columns.map(({ name, kind, value }) => ({
    name,
    kind,
    cell: (lead) => {
      const found = value(lead);
      return found instanceof Date ? writeTime(found) : found;
    },
  }));
}

function ownValue(values: Readonly<Record<string, string>>, key: string): string | null {
  return Object.hasOwn(values, key) ? (values[key] ?? null) : null;
}
