import { TAGS } from '../../pipeline/fields.ts';
import type { Lead } from '../../pipeline/lead.ts';
import { contactColumn, type ExportColumn, flagColumn, ownValue, textColumn, timeColumn } from './columns.ts';

/** A lead with its click's tags; without any where no column asks for them. */
export interface ExportedLead extends Lead {
  readonly tags: Readonly<Record<string, string>>;
}

export interface LeadColumn extends ExportColumn<ExportedLead> {
  readonly ofClick?: true;
}

const text = textColumn<ExportedLead>;
const contact = contactColumn<ExportedLead>;
const time = timeColumn<ExportedLead>;
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
  time('created', (lead) => lead.createdAt),
  time('updated', (lead) => lead.updatedAt),
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
  flagColumn('test', (lead) => lead.test),
  ...TAGS.map((tag): LeadColumn => ({ ...text(tag, ({ tags }) => ownValue(tags, tag)), ofClick: true })),
];

/** A custom field: what somebody entered into a form. */
export function metaColumn(key: string): LeadColumn {
  return contact(`meta[${key}]`, (lead) => ownValue(lead.meta, key));
}
