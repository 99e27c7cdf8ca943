import { z } from 'zod';
import { add, approvalRate, conversionRate, type Figures, NO_FIGURES } from '../../reports/figures.ts';
import { readSlots, readTop, visitorsOf } from '../../reports/read-figures.ts';
import { ApiError, type Operation, operation } from '../operation.ts';
import { At, Instant, Money, Word } from '../schemas.ts';

const MAX_PARTS = 400;
const DAY_MS = 24 * 3600 * 1000;
const PART_MS = { hour: DAY_MS / 24, day: DAY_MS } as const;

const Count = z.number().int();
const FIGURES = {
  clicks: Count,
  leads: z.strictObject({ new: Count, hold: Count, approve: Count, cancel: Count, trash: Count }),
  revenue: z
    .record(z.string(), z.strictObject({ approve: Money, hold: Money }))
    .meta({ description: 'by currency: confirmed and on hold' }),
  conversionRate: z.number().nullable().meta({ description: 'leads of each click' }),
  approvalRate: z.number().nullable().meta({ description: 'approve and hold of all leads' }),
};
const Visitors = Count.nullable().meta({
  description: 'null where a flow was asked for: they are kept for all flows together',
});
const Slot = z.strictObject({ begin: At, visitors: Visitors, ...FIGURES }).meta({ id: 'StatisticsPart' });
const Row = z.strictObject({ value: z.string(), ...FIGURES }).meta({ id: 'StatisticsRow' });

const Span = { since: Instant, until: Instant };

export const statistics: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/statistics',
    group: 'Statistics',
    summary: 'Clicks, visitors, leads and revenue of a time, in parts',
    description: 'Parts begin at `since`. Times are taken to the half-hour; test leads do not count.',
    scope: 'stats:read',
    query: { ...Span, by: z.enum(['hour', 'day']).default('day'), flow: Word.optional() },
    answer: z.strictObject({ total: Slot, parts: z.array(Slot) }),
    async run({ query: { since, until, by, flow }, caller }, { knex }) {
      const { begin, end } = toSpan(since, until);
      const count = Math.ceil((end.getTime() - begin.getTime()) / PART_MS[by]);
      if (count > MAX_PARTS)
        throw new ApiError(
          400,
          'unreadable',
          `more than ${MAX_PARTS} parts: ask for a shorter time, or by day`,
        );
      const begins = Array.from(
        { length: count },
        (_, index) => new Date(begin.getTime() + index * PART_MS[by]),
      );
      const slots = await readSlots(knex, caller.accountId, begins, end, flow);
      const total = slots.reduce((sum, slot) => add(sum, slot.figures), NO_FIGURES);
      return {
        total: { begin, visitors: visitorsOf(slots), ...present(total) },
        parts: slots.map((slot) => ({
          begin: slot.begin,
          visitors: visitorsOf([slot]),
          ...present(slot.figures),
        })),
      };
    },
  }),
  operation({
    method: 'get',
    path: '/statistics/{dimension}',
    group: 'Statistics',
    summary: 'The same by flow, source, campaign, goal or country, the greatest first',
    scope: 'stats:read',
    params: { dimension: z.enum(['flow', 'source', 'campaign', 'goal', 'country']) },
    query: { ...Span, limit: z.coerce.number().int().min(1).max(200).default(50) },
    answer: z.strictObject({ rows: z.array(Row) }),
    async run({ params: { dimension }, query: { since, until, limit }, caller }, { knex }) {
      const top = await readTop(knex, caller.accountId, dimension, toSpan(since, until), limit);
      return { rows: [...top].map(([value, figures]) => ({ value, ...present(figures) })) };
    },
  }),
];

function toSpan(since: string, until: string) {
  const span = { begin: new Date(since), end: new Date(until) };
  if (span.begin >= span.end) throw new ApiError(400, 'unreadable', 'since must be before until');
  return span;
}

function present(figures: Figures) {
  const revenue = [...figures.revenue].map(([currency, { approve, hold }]) => [
    currency,
    { approve: approve.toFixed(), hold: hold.toFixed() },
  ]);
  return {
    clicks: figures.clicks,
    leads: figures.leads,
    revenue: Object.fromEntries(revenue),
    conversionRate: conversionRate(figures),
    approvalRate: approvalRate(figures),
  };
}
