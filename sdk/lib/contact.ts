import { findAll, getAttribute, isOff, type Root } from './dom.ts';
import { dropItem, readItem, writeItem } from './store.ts';

/** A buyer's contact fields. */
export type Contact = Partial<Record<'name' | 'phone' | 'email' | 'comment', string>>;

type Field = HTMLInputElement;

// What fields are called in their attributes and labels, in a dozen languages.
const PHONE = /phone|tel|mobi|cel|handy|тел/i;
const COMMENT = /om+en|me[sn]s|mesa|nachr|комм/i;
const NAME = /nam|nom|imi|ad[ıi]n|apel|имя|фам|fio/i;
const NEVER = /pass|card|kart|карт|tarj|cc-|iban|login|user|compan/i;

/** What the page says that a field is (`data-subpixel="phone"`), else what its value and its words look like. */
function kindOf(field: Field): keyof Contact | undefined {
  const { type, value } = field;
  const words = Array.from(field.attributes, ({ name, value }) => name === 'value' || value);
  const called = `${words} ${field.labels?.[0]?.textContent}`;
  // Text, tel, textarea, email, number: neither buttons and boxes nor what is hidden.
  if (!/^te|em|nu/.test(type) || NEVER.test(called)) return;
  // «E-mail or phone» is what was typed, and «phone name» a phone.
  if (/^\S+@\S+$/.test(value)) return 'email';
  if (PHONE.test(called) && /(\d\D*){5}/.test(value)) return 'phone';
  if (COMMENT.test(called)) return 'comment';
  if (NAME.test(called)) return 'name';
}

/**
 * Remembers the contact fields of the form that was sent last; nothing from fields that are switched off. The outbox
 * forgets them with what is too old there.
 */
export function rememberContact(item: string, root: Root, form: HTMLFormElement): void {
  const lead: Contact = {};
  for (const field of findAll<Field>(root, 'input,textarea')) {
    const { value } = field;
    const kind =
      field.form === form &&
      !isOff(form) &&
      value &&
      !isOff(field) &&
      ((getAttribute(field, 'data-subpixel') as keyof Contact) ?? kindOf(field));
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
