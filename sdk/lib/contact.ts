import { findAll, getAttribute, isOff, type Root } from './dom.ts';
import { dropItem, readItem, writeItem } from './store.ts';

/** A buyer's contact fields. */
export type Contact = Partial<Record<'name' | 'phone' | 'email' | 'comment', string>>;

type Field = HTMLInputElement;

// What a field is called (in its attributes and label) and what its value looks like, in the order of certainty:
// «phone name» is a phone, «e-mail for the message» an address.
const KINDS: [kind: keyof Contact, called: RegExp, value: RegExp][] = [
  ['email', /mail|corr|почт/i, /@/],
  ['phone', /phone|tel|mobi|celul|handy|тел/i, /\d{5}/],
  ['comment', /comm|mess|mens|nachr|комм/i, /./],
  ['name', /name|nom|имя|fio|imi/i, /^[^@\d]+$/],
];

const NEVER = /pass|card|cc-|cv[cv]|iban|secret|user|login|compan|hidden/i;

/** What the page says that a field is (`data-subpixel="phone"`), or what it is called and looks like. */
function kindOf(field: Field): keyof Contact | undefined {
  const marked = getAttribute(field, 'data-subpixel');
  const words = Array.from(field.attributes, ({ name, value }) => name === 'value' || value);
  const called = `${words} ${field.labels?.[0]?.textContent}`;
  return KINDS.find(([kind, word, look]) =>
    marked ? marked === kind : !NEVER.test(called) && word.test(called) && look.test(field.value),
  )?.[0];
}

/**
 * Remembers the contact fields of the form that was sent last; nothing from fields that are switched off. The outbox
 * forgets them with what is too old there.
 */
export function rememberContact(item: string, root: Root, form: HTMLFormElement): void {
  const lead: Contact = {};
  for (const field of findAll<Field>(root, 'input,textarea')) {
    const { value } = field;
    const kind = field.form === form && value && !isOff(field) && kindOf(field);
    if (!kind) continue;
    // First and last name are two fields of one; a second address is the first one again.
    lead[kind] = kind === 'name' && lead.name ? `${lead.name} ${value}` : (lead[kind] ?? value);
    writeItem(item, { at: Date.now(), lead });
  }
}

/** Hands the contact over and forgets it. */
export function takeContact(item: string): Contact | undefined {
  const kept = readItem<{ lead: Contact }>(item);
  dropItem(item);
  return kept?.lead;
}
