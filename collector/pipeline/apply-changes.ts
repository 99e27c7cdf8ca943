import type { DecisionContext } from './decision.ts';
import { orDefaultPayout } from './default-payout.ts';
import { CONTACT_LENGTHS, type ContactField, MAX_META_KEYS } from './fields.ts';
import type { Change, Lead } from './lead.ts';
import { statusAfterOrder } from './order-answer.ts';
import type { Channel, Remark } from './postback.ts';
import type { Changes } from './read-changes.ts';
import { settleMoney } from './settle-money.ts';

/** A lead after a postback. */
export interface Applied {
  readonly lead: Lead;
  readonly remarks: readonly Remark[];
  /** A `new` came after a decision, or a refused order after other news, and was not applied. */
  readonly stale: boolean;
}

const CONTACT_FIELDS = Object.keys(CONTACT_LENGTHS) as ContactField[];

/**
 * Applies wanted changes to a lead by the rules of protocol section 5. Pure. A browser fills in what is empty and,
 * until a server has spoken of the lead, may replace its own; it never touches status or money.
 */
export function applyChanges(
  lead: Lead,
  wanted: Changes,
  channel: Channel,
  context: DecisionContext,
): Applied {
  const trusted = channel !== 'pixel';
  const remarks: Remark[] = [];
  const mayReplace = trusted || !lead.confirmed;
  const contact = Object.fromEntries(
    CONTACT_FIELDS.map((field) => [field, pick(lead[field], wanted.contact[field], mayReplace)]),
  ) as Record<ContactField, string>;

  const stale = trusted && wanted.status === 'new' && lead.status !== 'new';
  if (stale) {
    const says = `«new» never replaces ${lead.status}: the status stays`;
    remarks.push({ step: 'apply', says, warning: 'stale' });
  }
  const named = trusted && !stale;
  const decided =
    channel === 'order'
      ? statusAfterOrder(lead, wanted.status, remarks)
      : {
          status: named && wanted.status !== null ? wanted.status : lead.status,
          statusWord: named && wanted.statusWord !== '' ? wanted.statusWord : lead.statusWord,
        };
  const isLateRefusal = channel === 'order' && wanted.status !== null && decided.status !== wanted.status;

  const money = orDefaultPayout(lead, wanted, channel, context, remarks);
  const after: Lead = {
    ...lead,
    ...contact,
    ...decided,
    ...(trusted ? settleMoney(lead, money, context, remarks) : {}),
    meta: mergeMeta(lead.meta, wanted.meta, mayReplace, remarks),
    geo: pick(lead.geo ?? countryOf(wanted.ip ?? lead.ip, context), wanted.geo, mayReplace),
    ip: pick(lead.ip, wanted.ip, mayReplace),
    confirmed: lead.confirmed || trusted,
  };
  return { lead: after, remarks, stale: stale || isLateRefusal };
}

function countryOf(ip: string | null, context: DecisionContext): string | null {
  return ip === null ? null : context.country(ip);
}

const COMPARED = [
  ...(['status', 'uid', 'goal', 'price', 'currency', 'sentPrice', 'sentCurrency', 'rate'] as const),
  ...(['name', 'phone', 'email', 'comment', 'geo', 'ip'] as const),
];

/** The fields in which two states of a lead differ, as history and log show them. */
export function compareLeads(before: Lead | null, after: Lead): Change[] {
  const changes: Change[] = [];
  const compare = (field: string, from: string | null, to: string | null) => {
    if ((from ?? '') !== (to ?? '')) changes.push({ field, from: from || null, to: to || null });
  };
  for (const field of COMPARED) compare(field, before?.[field] ?? null, after[field]);
  for (const [key, value] of Object.entries(after.meta)) {
    compare(
      `meta[${key}]`,
      before && Object.hasOwn(before.meta, key) ? (before.meta[key] ?? null) : null,
      value,
    );
  }
  return changes;
}

function pick<T extends string | null>(old: T, sent: T, mayReplace: boolean): T {
  if (sent === null || sent === '') return old;
  return mayReplace || old === null || old === '' ? sent : old;
}

/** Merges custom fields key by key; a lead that is full takes no new keys. */
function mergeMeta(
  old: Readonly<Record<string, string>>,
  sent: Readonly<Record<string, string>>,
  mayReplace: boolean,
  remarks: Remark[],
): Readonly<Record<string, string>> {
  const merged = new Map(Object.entries(old));
  for (const [key, value] of Object.entries(sent)) {
    const known = merged.has(key);
    if (!known && merged.size >= MAX_META_KEYS) {
      const says = `The lead has ${MAX_META_KEYS} custom fields already: meta[${key}] was left out`;
      remarks.push({ step: 'apply', says, warning: 'too-many' });
    } else if (!known || mayReplace) {
      merged.set(key, value);
    }
  }
  return Object.fromEntries(merged);
}
