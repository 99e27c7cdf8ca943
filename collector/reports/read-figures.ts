import Big from 'big.js';
import type { Knex } from 'knex';
import { type Dimension, dayOf } from './count-bucket.ts';
import { add, type Figures, NO_FIGURES } from './figures.ts';
import { addSketch, addVisitors, countVisitors, noVisitors } from './visitors.ts';

const DAY_MS = 24 * 3600_000;

/** A part of a time, such as a day of thirty, up to the begin of the next. */
export interface Slot {
  readonly begin: Date;
  readonly figures: Figures;
  /** Registers of a sketch: see `visitors.ts`. Null where only one flow is meant: visitors are not told apart by flow. */
  readonly visitors: Uint8Array | null;
}

/** From `begin` until before `end`. Both are taken to the half-hour: of zones with quarters, days are off by one. */
export interface Span {
  readonly begin: Date;
  readonly end: Date;
}

/**
 * Everything of an account, or of one of its flows, by parts of a time that begin at these instants (ascending) and end
 * where the next begins.
 */
export async function readSlots(
  knex: Knex,
  accountId: string,
  begins: readonly Date[],
  end: Date,
  flowId?: string,
): Promise<Slot[]> {
  const [cuts, begin] = [begins.map((each) => each.toISOString()), begins[0] ?? end];
  const which = [cuts, accountId, ...(flowId === undefined ? ['', ''] : ['flow', flowId]), begin, end];
  const [leads, clicks, visitors] = await Promise.all([
    knex.raw<{ rows: (LeadRow & InSlot)[] }>(
      `select width_bucket(bucket, ?::timestamptz[]) - 1 as slot, currency, ${LEAD_SUMS}
         from lead_stats where account_id = ? and dimension = ? and value = ? and bucket >= ? and bucket < ?
        group by 1, 2`,
      which,
    ),
    knex.raw<{ rows: (InSlot & { clicks: number })[] }>(
      `select width_bucket(bucket, ?::timestamptz[]) - 1 as slot, sum(clicks)::float8 as clicks
         from click_stats where account_id = ? and dimension = ? and value = ? and bucket >= ? and bucket < ?
        group by 1`,
      which,
    ),
    flowId === undefined
      ? knex.raw<{ rows: (InSlot & { sketch: Buffer })[] }>(
          `select width_bucket(bucket, ?::timestamptz[]) - 1 as slot, sketch
             from visitor_stats where account_id = ? and bucket >= ? and bucket < ?`,
          [cuts, accountId, begin, end],
        )
      : { rows: [] },
  ]);
  const slots = begins.map((each) => ({
    begin: each,
    figures: NO_FIGURES,
    visitors: flowId === undefined ? noVisitors() : null,
  }));
  const addTo = (index: number, figures: Figures) => {
    const slot = slots[index];
    if (slot) slot.figures = add(slot.figures, figures);
  };
  for (const row of leads.rows) addTo(row.slot, toFigures(row));
  for (const { slot, clicks: count } of clicks.rows) addTo(slot, { ...NO_FIGURES, clicks: count });
  for (const { slot, sketch } of visitors.rows) {
    const registers = slots[slot]?.visitors;
    if (registers) addSketch(registers, sketch);
  }
  return slots;
}

/** How many different visitors some parts had together; null where that is not known of any of them. */
export function visitorsOf(slots: readonly Pick<Slot, 'visitors'>[]): number | null {
  const known = slots.map(({ visitors }) => visitors).filter((visitors) => visitors !== null);
  if (known.length === 0) return null;
  const everybody = noVisitors();
  for (const visitors of known) addVisitors(everybody, visitors);
  return countVisitors(everybody);
}

/** Those with the most leads by flow, source and so on, at most `limit`, the greatest first. */
export async function readTop(
  knex: Knex,
  accountId: string,
  dimension: Exclude<Dimension, ''>,
  span: Span,
  limit: number,
): Promise<Map<string, Figures>> {
  const { rows } = await knex.raw<{ rows: (LeadRow & { value: string; clicks: number })[] }>(TOP, {
    ...{ accountId, dimension, limit, ...span },
    ...wholeDays(span),
  });
  const found = new Map<string, Figures>();
  for (const row of rows) {
    const { value, clicks } = row;
    found.set(value, add(found.get(value) ?? { ...NO_FIGURES, clicks }, toFigures(row)));
  }
  return found;
}

/** Whether half-hours of an account wait to be counted, other than those of the last hour. */
export async function isBehind(knex: Knex, accountId: string): Promise<boolean> {
  const { rows } = await knex.raw<{ rows: unknown[] }>(
    `select from stat_pending where account_id = ? and bucket < now() - interval '1 hour' limit 1`,
    [accountId],
  );
  return rows.length > 0;
}

/** Sums of one dimension's rows. Counts fit a float, and text is what node-postgres makes of a bigint. */
const COUNTS = ['new', 'hold', 'approve', 'cancel', 'trash'] as const;
const LEAD_SUMS = [
  ...COUNTS.map((status) => `sum(${status})::float8 as ${status}`),
  'sum(hold_amount) as hold_amount',
  'sum(approve_amount) as approve_amount',
].join(', ');

/** The days (UTC) within a span: what lies around them is summed up from half-hours. */
function wholeDays({ begin, end }: Span): { readonly firstDay: Date; readonly lastDay: Date } {
  const firstDay = dayOf(new Date(begin.getTime() + DAY_MS - 1));
  const lastDay = dayOf(end);
  return firstDay < lastDay ? { firstDay, lastDay } : { firstDay: end, lastDay: end };
}

/** Rows of whole days, and of the half-hours before and after them. */
const rowsOf = (what: 'lead' | 'click') =>
  [
    [`${what}_days`, ':firstDay', ':lastDay'],
    [`${what}_stats`, ':begin', ':firstDay'],
    [`${what}_stats`, ':lastDay', ':end'],
  ]
    .map(
      ([table, from, to]) =>
        `select * from ${table}
          where account_id = :accountId and dimension = :dimension and bucket >= ${from} and bucket < ${to}`,
    )
    .join(' union all ');

const TOP = `
  with l as materialized (
    select value, currency, ${LEAD_SUMS} from (${rowsOf('lead')}) rows group by value, currency
  ), c as materialized (
    select value, sum(clicks)::float8 as clicks from (${rowsOf('click')}) rows group by value
  ), top as (
    select value, coalesce(leads, 0) as leads, coalesce(clicks, 0) as clicks
      from (select value, sum(${COUNTS.join(' + ')}) as leads from l group by value) by_value full join c using (value)
     order by 2 desc, 3 desc, value limit :limit
  )
  select top.value, top.clicks, l.currency, ${[...COUNTS, 'hold_amount', 'approve_amount']
    .map((column) => `coalesce(l.${column}, 0) as ${column}`)
    .join(', ')}
    from top left join l on l.value = top.value order by top.leads desc, top.clicks desc, top.value`;

interface InSlot {
  readonly slot: number;
}

interface LeadRow extends Record<(typeof COUNTS)[number], number> {
  /** Null or empty where there is no money. */
  readonly currency: string | null;
  readonly hold_amount: string;
  readonly approve_amount: string;
}

function toFigures(row: LeadRow): Figures {
  const { new: fresh, hold, approve, cancel, trash, currency } = row;
  const revenue = { approve: new Big(row.approve_amount), hold: new Big(row.hold_amount) };
  return {
    clicks: 0,
    leads: { new: fresh, hold, approve, cancel, trash },
    revenue: new Map(currency ? [[currency, revenue]] : []),
  };
}
