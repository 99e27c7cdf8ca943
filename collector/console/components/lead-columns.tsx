import type { Lead } from '../../pipeline/lead.ts';
import type { Reader } from '../reader.tsx';
import { Marks, StatusBadge } from './badge.tsx';
import { Foreign, Nothing } from './foreign.tsx';
import { ClickLink, leadPath, shortId } from './links.tsx';
import { UidAndGoal } from './log-columns.tsx';
import { Money } from './money.tsx';
import { ShowLink } from './show-link.tsx';
import type { Column } from './table.tsx';
import { Time } from './time.tsx';

/** A lead as its list shows it. */
export interface ListedLead extends Lead {
  readonly notes: number;
}

/** A column that people may choose. */
export interface LeadColumn extends Column<ListedLead> {
  /** By which the choice is kept. */
  readonly name: string;
  /** May say who the buyer is. */
  readonly isContact?: true;
}

const text = (value: string | null) => (value ? <Foreign text={value} /> : <Nothing />);

/** All columns but the first and the last, which are always there. */
const COLUMNS: readonly LeadColumn[] = [
  { name: 'flow', head: 'Flow', cell: ({ flowId }) => text(flowId) },
  {
    name: 'status',
    head: 'Status',
    kind: 'plain',
    cell: ({ status, test }) => (
      <span class="badges">
        <StatusBadge status={status} />
        <Marks test={test} />
      </span>
    ),
  },
  { name: 'word', head: 'Status word', cell: ({ statusWord }) => text(statusWord) },
  { name: 'payout', head: 'Payout', kind: 'number', cell: (lead) => <Money {...lead} /> },
  {
    name: 'sent',
    head: 'Payout as sent',
    kind: 'number',
    cell: ({ sentPrice, sentCurrency }) => <Money price={sentPrice} currency={sentCurrency} />,
  },
  { name: 'uid', head: 'UID · goal', cell: (lead) => <UidAndGoal {...lead} /> },
  { name: 'name', head: 'Name', isContact: true, cell: ({ name }) => text(name) },
  { name: 'phone', head: 'Phone', isContact: true, cell: ({ phone }) => text(phone) },
  { name: 'email', head: 'Email', isContact: true, cell: ({ email }) => text(email) },
  { name: 'comment', head: 'Comment', isContact: true, cell: ({ comment }) => text(comment) },
  { name: 'geo', head: 'Geo', cell: ({ geo }) => text(geo) },
  { name: 'ip', head: 'IP', isContact: true, cell: ({ ip }) => text(ip) },
  { name: 'click', head: 'Click', cell: ({ clickId }) => <ClickLink id={clickId} /> },
  { name: 'id', head: 'Lead ID', cell: ({ id }) => <span class="id">{shortId(id)}</span> },
  { name: 'changed', head: 'Changed', cell: ({ updatedAt }) => <Time at={updatedAt} /> },
  {
    name: 'notes',
    head: 'Notes',
    kind: 'number',
    isContact: true,
    cell: ({ notes }) => (notes > 0 ? String(notes) : <Nothing />),
  },
];

const USUAL: readonly string[] = [
  'flow',
  'status',
  'payout',
  'uid',
  'name',
  'phone',
  'email',
  'geo',
  'notes',
];
/** Before the name of a custom field. */
const META = 'meta:';

/** The column of a name; null where there is none, or the reader may not see it. */
function columnOf(name: string, reader: Reader): LeadColumn | null {
  const key = name.startsWith(META) ? name.slice(META.length) : '';
  const column = key === '' ? COLUMNS.find((each) => each.name === name) : metaColumn(key);
  return column && (!column.isContact || reader.may('contact')) ? column : null;
}

/** The column of a custom field. */
export function metaColumn(key: string): LeadColumn {
  return {
    name: META + key,
    head: 'Custom field',
    foreignHead: key,
    isContact: true,
    cell: ({ meta }) => text(Object.hasOwn(meta, key) ? (meta[key] ?? null) : null),
  };
}

/** What a person has chosen to see, in that order; the usual columns where nothing was chosen. */
export function chosenColumns(chosen: readonly string[] | null, reader: Reader): LeadColumn[] {
  return [...new Set(chosen ?? USUAL)].flatMap((name) => columnOf(name, reader) ?? []);
}

/** What else the reader could choose. */
export function otherColumns(chosen: readonly LeadColumn[], reader: Reader): LeadColumn[] {
  const names = chosen.map(({ name }) => name);
  return COLUMNS.filter(
    ({ name, isContact }) => !names.includes(name) && (!isContact || reader.may('contact')),
  );
}

export const firstColumn: Column<ListedLead> = {
  head: 'Time',
  kind: 'first',
  cell: ({ createdAt }) => <Time at={createdAt} />,
};

export const lastColumn: Column<ListedLead> = {
  head: 'Show',
  kind: 'action',
  cell: ({ clickId, id, createdAt }) => (
    <ShowLink path={leadPath(clickId, id)} label="Show the lead of {time}" at={createdAt} />
  ),
};
