import { explainRefusal } from './explain-refusal.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';

/** Whether a visitor gets a click ID that the collector knows and the browser keeps. */
export function judgeClick({ click, started, page }: Facts): Finding {
  const name = 'Click ID';
  if (click.id === null) {
    return started
      ? {
          ...{ name, level: 'warn', text: 'The visitor has none.' },
          hint: 'Where data-consent is set, that is so until the visitor agrees. Otherwise mend the site key.',
        }
      : { name, level: 'fail', text: 'None: the script does not run.', hint: 'Mend the script first.' };
  }
  if (click.again && !click.again.sameClick) {
    return {
      ...{ name, level: 'warn', text: 'A visitor who comes back gets a new one: the browser keeps nothing.' },
      hint: 'Does the page remove cookies and storage, or run in a sandbox? Pass the click on in links: ?click={click}.',
    };
  }
  if (click.given) return { name, level: 'ok', text: `${click.id}, from the page’s URL.`, hint: null };
  const { registration } = click;
  const refusal = registration?.answer ? explainRefusal(registration.answer, page.url) : null;
  if (refusal) return { name, level: 'fail', ...refusal };
  if (registration?.answer?.status !== 'ok') {
    const why =
      registration?.failure ?? (registration?.status ? `HTTP ${registration.status}` : 'no request');
    return {
      ...{ name, level: 'fail', text: `${click.id} was made, but the collector has not taken it (${why}).` },
      hint: why.includes('csp')
        ? 'See «Policy» above.'
        : 'The collector must be reachable from the page; a proxy in front of it must let POST and text/plain through.',
    };
  }
  if (click.again && click.again.registrations > 0) {
    return {
      ...{
        name,
        level: 'warn',
        text: 'It is registered again with each page: the browser forgets that it was.',
      },
      hint: 'Does the page remove storage? Leads are not affected.',
    };
  }
  return {
    name,
    level: 'ok',
    text: `${click.id} is made, registered, and kept on the next page.`,
    hint: null,
  };
}
