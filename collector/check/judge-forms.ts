import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { FormFact } from './in-page.ts';

const NAME = 'Forms';
const MAX_NAMED = 3;

/** Whether each form would carry the click ID; one finding per kind of form that needs a look. */
export function judgeForms({ forms, click, started }: Facts): Finding[] {
  if (forms.length === 0) {
    const text = 'The page has none now. One that appears later gets the click ID as soon as it is there.';
    return [{ name: NAME, level: 'ok', text, hint: null }];
  }
  if (click.id === null) {
    const text = `${count(forms.length)} without a click ID.`;
    const hint = started ? 'See «Click ID» above.' : 'Mend the script first.';
    return [{ name: NAME, level: 'fail', text, hint }];
  }
  const of = (state: FormFact['state']) => forms.filter((form) => form.state === state);
  const findings: Finding[] = [];
  const filled = of('filled');
  if (filled.length > 0) {
    const text = `${count(filled.length)} of ${forms.length} carry the click ID: ${titles(filled)}.`;
    findings.push({
      ...{ name: NAME, level: 'ok', hint: null },
      text: filled.length === forms.length ? `All carry the click ID: ${titles(filled)}.` : text,
    });
  }
  const off = of('off');
  if (off.length > 0) {
    findings.push({
      ...{ name: NAME, level: 'warn', text: `Switched off with data-subpixel="off": ${titles(off)}.` },
      hint: 'Remove the attribute from the form, or from what is around it, if its orders should be counted.',
    });
  }
  const own = of('own');
  if (own.length > 0) {
    findings.push({
      ...{
        name: NAME,
        level: 'warn',
        text: `Keeps a value of its own in the field, «${own[0]?.detail}»: ${titles(own)}.`,
      },
      hint: 'Make the field hidden, empty it, or let the script use another name (data-field).',
    });
  }
  const foreign = of('foreign');
  if (foreign.length > 0) {
    findings.push({
      ...{
        name: NAME,
        level: 'warn',
        text: `In a frame of ${foreign[0]?.detail}, where no script of the page can reach: ${titles(foreign)}.`,
      },
      hint: 'Put {click} into the address of the frame (src="…?subid={click}") where the form’s maker reads it from there.',
    });
  }
  const empty = of('empty');
  if (empty.length > 0) {
    findings.push({
      ...{ name: NAME, level: 'fail', text: `Does not carry the click ID: ${titles(empty)}.` },
      hint: 'Something on the page takes the hidden field out again. Write it into the form yourself: <input type="hidden" name="subid" value="{click}">.',
    });
  }
  return findings;
}

function count(forms: number): string {
  return forms === 1 ? 'One form' : `${forms} forms`;
}

function titles(forms: readonly FormFact[]): string {
  const named = forms.slice(0, MAX_NAMED).map(({ title }) => `«${title}»`);
  const more = forms.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
