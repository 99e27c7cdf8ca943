import { findAll, getAttribute, isOff, type Root } from './dom.ts';
import { readItem, tabStorage, writeItem } from './store.ts';

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

/** The contact fields that a form is about to send; nothing from fields that are switched off. */
function contactOf(root: Root, form: HTMLFormElement): Contact {
  const contact: Contact = {};
  for (const element of findAll(root, 'input,textarea')) {
    const field = element as Field;
    if (field.form !== form || !field.value || isOff(field)) continue;
    const kind = kindOf(field);
    if (!kind) continue;
    // First and last name are two fields of one; a second address is the first one again.
    contact[kind] =
      kind === 'name' && contact.name ? `${contact.name} ${field.value}` : (contact[kind] ?? field.value);
  }
  return contact;
}

const ITEM = 'subpixel.contact';

/** Remembers the contact fields of the form that was sent last, for as long as the tab is open. */
export function rememberContact(root: Root, form: HTMLFormElement): void {
  const contact = contactOf(root, form);
  if (Object.keys(contact)[0]) writeItem(ITEM, contact, tabStorage);
}

/** Hands the contact over and forgets it. */
export function takeContact(): Contact | null | undefined {
  const contact = readItem<Contact>(ITEM, tabStorage);
  delete tabStorage[ITEM];
  return contact;
}
