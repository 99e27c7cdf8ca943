/**
 * What the protocol says in its sections 3 to 5, once more and as plainly as possible. It shares no code with the
 * collector on purpose: where the two differ, one of them has misread the text.
 */
export interface ModelLead {
  uid: string;
  goal: string;
  status: string;
  price: string | null;
  currency: string | null;
  name: string;
  comment: string;
  meta: Record<string, string>;
  /** A server has spoken of it. */
  confirmed: boolean;
}

/** A click, or a (flow, subid): its leads, oldest first, and its tag `data1`. */
export interface ModelClick {
  readonly leads: readonly Readonly<ModelLead>[];
  readonly tag: string;
}

/** What a postback says; absent is "not sent". */
export interface Sent {
  readonly door: 's2s' | 'pixel';
  readonly uid?: string;
  readonly goal?: string;
  readonly status?: string;
  readonly price?: string;
  readonly currency?: string;
  readonly name?: string;
  readonly comment?: string;
  readonly meta?: Readonly<Record<string, string>>;
  readonly data1?: string;
}

export type Result = 'created' | 'updated' | 'no-changes';

const STATUSES = ['new', 'hold', 'approve', 'cancel', 'trash'];
/** Words that name an event: they are a goal, and no status. */
export const EVENTS = ['deposit', 'registration'];
/** What the prices that the test sends are worth; others cannot be read. */
export const PRICES: Readonly<Record<string, string>> = {
  '10': '10.0000',
  '12,50': '12.5000',
  '0': '0.0000',
};
const DEFAULT_CURRENCY = 'USD';

/** The click after a postback, and what the sender is told. */
export function apply(click: ModelClick, sent: Sent): { click: ModelClick; result: Result } {
  const said = sent.door === 'pixel' ? fromBrowser(sent) : understand(sent);
  const found = findLead(click.leads, said);
  const before = found === null ? null : (click.leads[found] ?? null);
  const after = { ...(before ?? EMPTY) };
  const mayReplace = sent.door === 's2s' || !after.confirmed;
  if (sent.door === 's2s' || before === null) {
    after.uid ||= said.uid;
    after.goal ||= said.goal;
  }
  if (sent.door === 's2s') {
    changeStatus(after, said.status);
    if (said.price !== null) {
      after.currency = said.currency ?? after.currency ?? DEFAULT_CURRENCY;
      after.price = said.price;
    } else if (said.currency !== null && after.price !== null) after.currency = said.currency;
    after.confirmed = true;
  }
  for (const field of ['name', 'comment'] as const) {
    const value = sent[field];
    if (value && (mayReplace || after[field] === '')) after[field] = value;
  }
  const fields = Object.entries(sent.meta ?? {});
  const taken = fields.filter(([key]) => mayReplace || !Object.hasOwn(after.meta, key));
  // Not assigned: one of the keys is `__proto__`.
  after.meta = Object.fromEntries([...Object.entries(after.meta), ...taken]);
  const tag = sent.data1 && (mayReplace || click.tag === '') ? sent.data1 : click.tag;
  const leads =
    before === null ? [...click.leads, after] : click.leads.map((lead) => (lead === before ? after : lead));
  const isSame = before !== null && tag === click.tag && looksSame(before, after);
  return { click: { leads, tag }, result: before === null ? 'created' : isSame ? 'no-changes' : 'updated' };
}

const EMPTY: Readonly<ModelLead> = {
  ...{ uid: '', goal: '', status: 'new', price: null, currency: null, name: '', comment: '' },
  ...{ meta: {}, confirmed: false },
};

interface Said {
  readonly uid: string;
  readonly goal: string;
  readonly status: string | null;
  readonly price: string | null;
  readonly currency: string | null;
}

/** Section 1: a browser never sets status, price, currency or uid. */
function fromBrowser({ goal = '' }: Sent): Said {
  return { uid: '', goal: goal.toLowerCase(), status: null, price: null, currency: null };
}

/** Sections 2 and 4. */
function understand({ uid = '', goal = '', status, price, currency = '' }: Sent): Said {
  const worth = (price !== undefined && PRICES[price]) || null;
  const isEvent = status !== undefined && EVENTS.includes(status);
  const isKnown = status !== undefined && STATUSES.includes(status);
  const isSilent = status === undefined || status === '' || isEvent;
  return {
    uid,
    goal: goal.toLowerCase() || (isEvent ? status : ''),
    status: isKnown ? status : isSilent && worth !== null ? 'approve' : null,
    price: worth,
    currency: currency || null,
  };
}

/** Section 5: `new` never replaces a decided status. */
function changeStatus(lead: ModelLead, status: string | null): void {
  if (status !== null && status !== 'new') lead.status = status;
}

/** Section 5, rules 1 to 5: the index of the lead that is meant, null for a new one. */
function findLead(leads: ModelClick['leads'], { uid, goal }: Said): number | null {
  const newest = (fits: (lead: ModelLead) => boolean) => {
    const index = leads.findLastIndex(fits);
    return index < 0 ? null : index;
  };
  if (uid !== '') {
    const own =
      newest((lead) => lead.uid === uid && lead.goal === goal) ??
      newest((lead) => lead.uid === uid && lead.goal === '');
    // A uid given that belongs to a lead with another goal makes a new lead.
    if (own !== null || leads.some((lead) => lead.uid === uid)) return own;
    return (
      newest((lead) => lead.uid === '' && lead.goal === goal) ??
      newest((lead) => lead.uid === '' && lead.goal === '')
    );
  }
  if (goal !== '') return newest((lead) => lead.goal === goal) ?? newest((lead) => lead.goal === '');
  return newest(() => true);
}

function looksSame(before: Readonly<ModelLead>, after: ModelLead): boolean {
  const visible = ({ confirmed: _, ...lead }: Readonly<ModelLead>) => lead;
  return show(visible(before)) === show(visible(after));
}

/** The same text for the same state, whatever the order of its keys. */
export function show(state: unknown): string {
  return JSON.stringify(state, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
