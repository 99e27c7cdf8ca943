import type { Facts } from './facts.ts';
import { type Finding, fail, ok, warn } from './finding.ts';
import type { FormFact } from './in-page.ts';

const NAME = 'Forms';
const MAX_NAMED = 3;
const HIDDEN_INPUT = '<input type="hidden" name="subid" value="{click}">';

/** Whether each form would carry the click ID; one finding per kind of form that needs a look. */
export function judgeForms({ forms, click, started }: Facts): Finding[] {
  if (forms.length === 0)
    return [ok(NAME, 'There is none now. One that appears later gets the click ID as soon as it is there.')];
  if (click.id === null) {
    const text = `${forms.length === 1 ? 'The form carries' : `All ${forms.length} forms carry`} no click ID.`;
    return [fail(NAME, text, started ? 'See «Click ID» above.' : 'Mend the script first.')];
  }
  const findings: Finding[] = [];
  const of = (state: FormFact['state']) => forms.filter((form) => form.state === state);
  const filled = of('filled');
  if (filled.length > 0) {
    const share = filled.length === forms.length ? 'All' : `${filled.length} of ${forms.length}`;
    findings.push(ok(NAME, `${share} carry the click ID: ${titles(filled)}.`));
  }
  const off = of('off');
  if (off.length > 0) {
    const hint =
      'If its orders should be counted, remove the attribute from the form or from what is around it.';
    findings.push(warn(NAME, `Switched off with data-subpixel="off": ${titles(off)}.`, hint));
  }
  const own = of('own');
  if (own.length > 0) {
    const hint = 'Make the field hidden, leave it empty, or let the script use another name (data-field).';
    findings.push(warn(NAME, `Keeps a value of its own, «${own[0]?.detail}»: ${titles(own)}.`, hint));
  }
  const foreign = of('foreign');
  if (foreign.length > 0) {
    const text = `In a frame of ${foreign[0]?.detail}, where no script of this page reaches: ${titles(foreign)}.`;
    const hint =
      'Put the click ID into the frame’s address, src="…?subid={click}": many makers of forms take it from there.';
    findings.push(warn(NAME, text, hint));
  }
  const empty = of('empty');
  if (empty.length > 0) {
    const text = `Without the click ID: ${titles(empty)}.`;
    const hint = 'Something on the page takes the hidden field out again. Write it into the form yourself.';
    findings.push(fail(NAME, text, hint, HIDDEN_INPUT));
  }
  return findings;
}

function titles(forms: readonly FormFact[]): string {
  const named = forms.slice(0, MAX_NAMED).map(({ title }) => `«${title}»`);
  const more = forms.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
