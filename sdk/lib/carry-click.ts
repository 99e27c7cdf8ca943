import type { Carrier } from './carrier.ts';
import { isForm, on, type Root } from './dom.ts';
import { fillForms } from './fill-forms.ts';
import { holdersOf, replaceMacros } from './replace-macros.ts';
import { watch } from './watch.ts';

/**
 * Puts the click ID into the forms and macros below a root, now and for as long as it lives. `late`: into forms only
 * when they are sent, which leaves the page as its framework made it. Tells of each form that is being sent.
 */
export function carryClick(
  root: Root,
  carrier: Carrier,
  late?: unknown,
  onSend?: (form: HTMLFormElement) => void,
): void {
  // First, so that it holds where the page has broken the observer. Submit: a framework may have blanked or removed the input since. Formdata also fires for `form.submit()` and
  // `new FormData(form)`, which send no submit event, and in the task in which a form was made.
  on<FormDataEvent>(root, 'submit formdata', ({ target, formData }) => {
    if (!isForm(target)) return;
    fillForms(root, [target], carrier, formData);
    onSend?.(target);
  });

  const { attributes } = carrier;
  watch(root, `form,${holdersOf(attributes)}`, attributes, (elements) => {
    const { click } = carrier;
    if (!click) return;
    for (const element of elements) replaceMacros(element, attributes, click);
    const forms = [...elements].filter(isForm);
    if (forms.length && !late) fillForms(root, forms, carrier);
  });
}
