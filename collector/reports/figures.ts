import Big from 'big.js';
import { convertMoney, type Rates } from '../pipeline/convert-money.ts';
import { STATUSES, type Status } from '../pipeline/postback.ts';

/** What is counted of a time, or of a flow, a source or the like in it. Money is exact. */
export interface Figures {
  readonly clicks: number;
  readonly leads: Readonly<Record<Status, number>>;
  /** Revenue by currency: `hold` is confirmed and not yet paid. */
  readonly revenue: ReadonlyMap<string, Revenue>;
}

export interface Revenue {
  readonly approve: Big;
  readonly hold: Big;
}

export const NO_FIGURES: Figures = {
  clicks: 0,
  leads: { new: 0, hold: 0, approve: 0, cancel: 0, trash: 0 },
  revenue: new Map(),
};

/** A sum of several currencies in one: what could not be converted stands beside it, and is never left out silently. */
export interface Sum {
  readonly amount: Big;
  readonly currency: string;
  /** Amounts without a rate, by currency. */
  readonly others: readonly (readonly [currency: string, amount: Big])[];
}

export function add(one: Figures, other: Figures): Figures {
  return combine(one, other, 1);
}

/** What is left of a whole without a part of it. */
export function subtract(whole: Figures, part: Figures): Figures {
  return combine(whole, part, -1);
}

function combine(one: Figures, other: Figures, sign: 1 | -1): Figures {
  const leads = Object.fromEntries(
    STATUSES.map((status) => [status, one.leads[status] + sign * other.leads[status]]),
  ) as Record<Status, number>;
  const revenue = new Map(one.revenue);
  for (const [currency, { approve, hold }] of other.revenue) {
    const before = revenue.get(currency) ?? { approve: new Big(0), hold: new Big(0) };
    revenue.set(currency, {
      approve: before.approve.plus(approve.times(sign)),
      hold: before.hold.plus(hold.times(sign)),
    });
  }
  return { clicks: one.clicks + sign * other.clicks, leads, revenue };
}

export function allLeads({ leads }: Figures): number {
  return STATUSES.reduce((sum, status) => sum + leads[status], 0);
}

/** Leads of each click; null where there were none. */
export function conversionRate(figures: Figures): number | null {
  return share(allLeads(figures), figures.clicks);
}

/** The share of confirmed leads (approve and hold) in all, or in all but trash; null where there were none. */
export function approvalRate(figures: Figures, withoutTrash = false): number | null {
  const { hold, approve, trash } = figures.leads;
  return share(hold + approve, allLeads(figures) - (withoutTrash ? trash : 0));
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

/** Revenue in one currency: confirmed (`approve`), on hold, or both. */
export function sumOf(
  { revenue }: Figures,
  which: readonly (keyof Revenue)[],
  currency: string,
  rates: Rates,
): Sum {
  let amount = new Big(0);
  const others: (readonly [string, Big])[] = [];
  for (const [from, parts] of [...revenue].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const part = which.reduce((sum, status) => sum.plus(parts[status]), new Big(0));
    if (part.eq(0)) continue;
    const converted = from === currency ? part : convertMoney(part.toFixed(), from, currency, rates)?.amount;
    if (converted === undefined) others.push([from, part]);
    else amount = amount.plus(converted);
  }
  return { amount, currency, others };
}

/** What a click brought on average; null where there were none, or no sum. */
export function perClick(sum: Sum | null, clicks: number): Sum | null {
  if (sum === null || clicks === 0) return null;
  const others = sum.others.map(([currency, amount]) => [currency, amount.div(clicks)] as const);
  return { ...sum, amount: sum.amount.div(clicks), others };
}
