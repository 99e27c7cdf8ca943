import { explainRefusal } from './explain-refusal.ts';
import type { Facts } from './facts.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const NAME = 'Click ID';

/** Whether a visitor gets a click ID that the collector knows and the browser keeps. */
export function judgeClick({ click, started, page, violations }: Facts): Finding {
  if (click.id === null) {
    if (!started) return fail(NAME, 'None: the script does not run.', 'Mend the script first.');
    const hint = 'With data-consent that is so until the visitor agrees. Otherwise mend the site key.';
    return warn(NAME, 'The visitor has none.', hint);
  }
  const { again, registration } = click;
  if (!click.given) {
    const refusal = registration?.answer ? explainRefusal(registration.answer, page.url) : null;
    if (refusal) return fail(NAME, refusal.text, refusal.hint);
    if (registration?.answer?.status !== 'ok') {
      const isBlocked = violations.some(
        ({ directive, reportOnly }) => directive === 'connect-src' && !reportOnly,
      );
      const answered = registration?.status ? `HTTP ${registration.status}` : 'no request';
      const why = isBlocked ? 'blocked' : (registration?.failure ?? answered);
      const hint = isBlocked
        ? 'See «Policy» above.'
        : 'The page must be able to reach the collector; a proxy in front of it must let POST and text/plain through.';
      return fail(NAME, `${click.id} was made, but the collector has not taken it (${why}).`, hint);
    }
  }
  if (again && !again.sameClick) {
    const hint =
      'Does the page remove cookies and storage, or run in a sandbox? Then pass the click on in links: ?click={click}.';
    return warn(NAME, 'A visitor who comes back gets a new one: the browser keeps nothing.', hint);
  }
  if (click.given) return ok(NAME, `${click.id}, from the page’s URL.`);
  if (again && again.registrations > 0) {
    const hint = 'Does the page remove storage? No lead is lost by that.';
    return warn(NAME, 'It is registered again with each page: the browser forgets that it was.', hint);
  }
  return ok(NAME, `${click.id} is made, registered, and kept for the next page.`);
}
