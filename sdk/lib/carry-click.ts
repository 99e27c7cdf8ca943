import { isForm, on, type Root } from './dom.ts';
import { type Carrier, fillForms } from './fill-forms.ts';
import { MACRO_ATTRIBUTES, MACRO_HOLDERS, replaceMacros } from './replace-macros.ts';
import { watch } from './watch.ts';

/**
 * Puts the click ID into the forms and macros below a root, now and for as long as it lives. `late`: into forms only
 * when they are sent, which leaves the page as its framework made it. Tells of each form that is being sent.
 */
export function carryClick(
  root: Root,
  carrier: Carrier,
  late?: boolean,
  onSend?: (form: HTMLFormElement) => void,
): void {
  watch(root, `form,${MACRO_HOLDERS}`, MACRO_ATTRIBUTES, (elements) => {
    const { click } = carrier;
    if (!click) return;
    for (const element of elements) replaceMacros(element, click);
    const forms = [...elements].filter(isForm);
    if (forms.length && !late) fillForms(root, forms, carrier);
  });

  // Submit: a framework may have blanked or removed the input since. Formdata also fires for `form.submit()` and
  // `new FormData(form)`, which send no submit event, and in the task in which a form was made.
  on<FormDataEvent>(root, 'submit formdata', ({ target, formData }) => {
    if (!isForm(target)) return;
    fillForms(root, [target], carrier, formData);
    onSend?.(target);
  });
}
