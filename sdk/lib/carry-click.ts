import { isForm, on } from './dom.ts';
import { type Carrier, fillForms } from './fill-forms.ts';
import { MACRO_HOLDERS, replaceMacros } from './replace-macros.ts';
import { watch } from './watch.ts';

/** Puts the click ID into the page's forms and macros, now and for as long as the page lives. */
export function carryClick(carrier: Carrier): void {
  watch(`form,${MACRO_HOLDERS}`, (elements) => {
    const forms: HTMLFormElement[] = [];
    for (const element of elements) {
      replaceMacros(element, carrier.click);
      if (isForm(element)) forms.push(element);
    }
    if (forms.length > 0) fillForms(forms, carrier);
  });

  // A framework may have blanked or removed the input since.
  on(document, 'submit', ({ target }) => {
    if (isForm(target)) fillForms([target], carrier);
  });

  // Also fires for `form.submit()` and `new FormData(form)`, which send no submit event, and in the task in which
  // a form was made. Twice for one submit at times: hence set, not append.
  on(document, 'formdata', (event) => {
    const { target } = event;
    if (isForm(target) && fillForms([target], carrier).length > 0) {
      (event as FormDataEvent).formData.set(carrier.field, carrier.click);
    }
  });
}
