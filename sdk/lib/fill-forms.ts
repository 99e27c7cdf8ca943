import { appendChild, createInput, findAll, isOff, matches } from './dom.ts';
import { looksLikeMacro } from './macro-like.ts';

/** What carries the click ID in a form: the input's name and its value. */
export interface Carrier {
  readonly field: string;
  readonly click: string;
}

/** Whether a field holds something of the page's or the visitor's own, which is theirs to send. */
function isKept(field: HTMLInputElement, click: string): boolean {
  if (isOff(field) || !matches(field, 'input:not([type=file]),textarea')) return true;
  const { type, value } = field;
  return type !== 'hidden' && value !== '' && value !== click && !looksLikeMacro(value);
}

/** The fields of that name by the form that submits them, which is not always the form around them (`form=`). */
function groupFields(name: string): Map<HTMLFormElement | null, HTMLInputElement[]> {
  const groups = new Map<HTMLFormElement | null, HTMLInputElement[]>();
  for (const element of findAll(document, `[name=${JSON.stringify(name)}]`)) {
    const field = element as HTMLInputElement;
    groups.set(field.form, [...(groups.get(field.form) ?? []), field]);
  }
  return groups;
}

/**
 * Puts the click ID into each of the forms: into the field that is there for it, else into a hidden input of our
 * own. Doing it again changes nothing. Returns the forms that the ID belongs to: not those that are switched off
 * or keep a value of their own.
 */
export function fillForms(forms: HTMLFormElement[], { field, click }: Carrier): HTMLFormElement[] {
  // Grouped before anything is appended: a look-up between two changes costs a walk through the document.
  const groups = groupFields(field);
  return forms.filter((form) => {
    const fields = groups.get(form) ?? [];
    if (isOff(form) || fields.some((own) => isKept(own, click))) return false;
    for (const existing of fields) existing.value = click;
    if (fields.length === 0) {
      // Autocomplete: Firefox restores the values of a reloaded page into hidden inputs too.
      const input = { type: 'hidden', name: field, value: click, autocomplete: 'off' as const };
      // Last: React matches server-rendered children by their order, and a new first child shifts all of them.
      appendChild(form, Object.assign(createInput(), input));
    }
    return true;
  });
}
