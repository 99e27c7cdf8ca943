import { MAX_META_KEY } from '../pipeline/fields.ts';
import type { Lead } from '../pipeline/lead.ts';
import { shortPrice } from './numbers.ts';
import type { Phrase } from './text/phrases.ts';

/** What can be changed of a lead by hand, but for its custom fields; named as the protocol names it. */
export const EDITED = [
  ...(['status', 'price', 'currency', 'uid', 'goal'] as const),
  ...(['name', 'phone', 'email', 'comment', 'geo'] as const),
] as const;
export type EditedField = (typeof EDITED)[number];

/** The texts of a form, by parameter; custom fields are `meta[xxx]`. */
export type LeadForm = Readonly<Record<string, string>>;

export function toLeadForm(lead: Lead): LeadForm {
  const { status, currency, uid, goal, name, phone, email, comment, geo } = lead;
  return {
    ...{ status, uid, goal, name, phone, email, comment },
    price: lead.price === null ? '' : shortPrice(lead.price),
    currency: currency ?? '',
    geo: geo ?? '',
    ...Object.fromEntries(Object.entries(lead.meta).map(([key, value]) => [`meta[${key}]`, value])),
  };
}

interface Sent {
  readonly field: (name: string) => string;
  readonly fields: (name: string) => readonly string[];
}

/** What was typed, and by which form: custom fields come as pairs of a name and a value, in their order. */
export function readLeadForm({ field, fields }: Sent): LeadForm {
  const values = fields('meta-value');
  const meta = fields('meta-name').flatMap((name, place): [string, string][] =>
    name.trim() === '' ? [] : [[`meta[${name}]`, values[place] ?? '']],
  );
  return {
    ...Object.fromEntries(EDITED.map((name) => [name, field(name)])),
    ...Object.fromEntries(meta),
  };
}

/** What the form showed before anybody typed into it; empty where that cannot be read. */
export function readShown(text: string): LeadForm {
  try {
    const shown: unknown = JSON.parse(text);
    if (typeof shown !== 'object' || shown === null) return {};
    return Object.fromEntries(
      Object.entries(shown).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    );
  } catch {
    return {};
  }
}

export interface LeadEdit {
  /** Parameters of the postback: only what was changed in the form, so that what came meanwhile stays. */
  readonly changes: LeadForm;
  readonly problems: Readonly<Record<string, Phrase>>;
}

/** What a person wants to change: how the form differs from what it had shown. */
export function compareForms(shown: LeadForm, typed: LeadForm): LeadEdit {
  const changed = Object.keys(typed).filter(
    (name) => !isSame(shown[name] ?? '', typed[name] ?? '', isLine(name)),
  );
  const problems: Record<string, Phrase> = {};
  for (const name of changed) {
    if ((typed[name] ?? '').trim() === '')
      problems[name] = 'A field cannot be emptied here: write what holds instead.';
    else if (!isNameable(name)) problems[name] = 'At most 64 characters, none of them a square bracket.';
  }
  // An amount without its currency would be read in the one that was sent first.
  const isMoney = changed.includes('price') || changed.includes('currency');
  const names = isMoney ? [...new Set([...changed, 'price', 'currency'])] : changed;
  return { changes: Object.fromEntries(names.map((name) => [name, typed[name] ?? ''])), problems };
}

/** Whether a field is a single line, from which browsers take line breaks away. */
function isLine(name: string): boolean {
  return name !== 'comment' && !name.startsWith('meta[');
}

/** Browsers end lines in their own way. */
function isSame(one: string, other: string, areLines: boolean): boolean {
  const plain = (text: string) => text.replace(/\r\n?|\n/g, areLines ? '' : '\n').trim();
  return plain(one) === plain(other);
}

function isNameable(name: string): boolean {
  const [, key] = /^meta\[(.*)\]$/s.exec(name) ?? [];
  return key === undefined || (key.length <= MAX_META_KEY && !/[[\]]/.test(key));
}
