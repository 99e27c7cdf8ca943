import { appendChild, createElement, findAll, isOff, matches, type Root } from './dom.ts';
import { looksLikeMacro } from './macro-like.ts';

/** What carries the click ID in forms: the names of the inputs, and their value. */
export interface Carrier {
  readonly fields: readonly string[];
  /** Null: nothing is carried (any more). */
  click: string | null;
}

/** Whether a field holds something of the page's or the visitor's own, which is theirs to send. */
function isKept(field: HTMLInputElement, click: string): boolean {
  const { type, value } = field;
  return (
    isOff(field) ||
    !matches(field, 'input:not([type=file]),textarea') ||
    (type !== 'hidden' && value !== '' && value !== click && !looksLikeMacro(value))
  );
}

/**
 * Puts the click ID into each of the forms: into the fields that are there for it, else into a hidden input of our
 * own; and into the data of one that is being sent. Doing it again changes nothing. Not into forms that are
 * switched off or keep a value of their own.
 */
export function fillForms(
  root: Root,
  forms: HTMLFormElement[],
  { fields, click }: Carrier,
  data?: FormData,
): void {
  if (!click) return;
  for (const name of fields) {
    // By the form that submits them, which is not always the form around them (`form=`). Grouped before anything is
    // appended: a look-up between two changes costs a walk through the document.
    const groups = new Map<HTMLFormElement | null, HTMLInputElement[]>();
    for (const element of findAll(root, `[name=${JSON.stringify(name)}]`)) {
      const field = element as HTMLInputElement;
      groups.set(field.form, [...(groups.get(field.form) ?? []), field]);
    }
    for (const form of forms) {
      const own = groups.get(form) ?? [];
      if (isOff(form) || own.some((field) => isKept(field, click))) continue;
      for (const field of own) field.value = click;
      if (!own.length) {
        // Autocomplete: Firefox restores the values of a reloaded page into hidden inputs too.
        const input = { type: 'hidden', name, value: click, autocomplete: 'off' as const };
        // Last: React matches server-rendered children by their order, and a new first child shifts all of them.
        appendChild(form, Object.assign(createElement(document, 'input'), input));
      }
      // Twice for one submit at times: hence set, not append.
      data?.set(name, click);
    }
  }
}
