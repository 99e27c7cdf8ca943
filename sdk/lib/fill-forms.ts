import type { Carrier } from './carrier.ts';
import { addElement, findAll, getRootNode, isOff, matches, type Root } from './dom.ts';
import { looksLikeMacro } from './macro-like.ts';

/** Whether a field holds something of the page's or the visitor's own, which is theirs to send. */
function isKept(field: HTMLInputElement, click: string): boolean {
  const { type, value } = field;
  return (
    isOff(field) ||
    matches(field, 'select,button,[type=file]') ||
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
  { names, click }: Carrier,
  data?: FormData,
): void {
  if (!click) return;
  for (const name of names) {
    // By the form that submits them, which is not always the form around them (`form=`). Grouped before anything is
    // appended: a look-up between two changes costs a walk through the document.
    const groups = new Map<HTMLFormElement | null, HTMLInputElement[]>();
    for (const field of findAll<HTMLInputElement>(root, `[name="${name}"]`)) {
      groups.set(field.form, [...(groups.get(field.form) ?? []), field]);
    }
    for (const form of forms) {
      const own = groups.get(form) ?? [];
      // It may be elsewhere by now (a popup that was closed, another document), where its fields are not seen.
      if (getRootNode(form) !== root || isOff(form) || own.some((field) => isKept(field, click))) continue;
      for (const field of own) field.value = click;
      if (!own.length) {
        // Autocomplete: Firefox restores the values of a reloaded page into hidden inputs too.
        // Last: React matches server-rendered children by their order, and a new first child shifts all of them.
        addElement(form, 'input', { type: 'hidden', name, value: click, autocomplete: 'off' });
      }
      // Twice for one submit at times: hence set, not append.
      data?.set(name, click);
    }
  }
}
