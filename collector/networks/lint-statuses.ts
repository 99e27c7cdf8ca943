import { normaliseWord } from './normalise-word.ts';
import type { Problem } from './problem.ts';
import { STATUS_LISTS, statusMap } from './status-map.ts';
import type { NetworkTemplate } from './template.ts';
import { VOCABULARY } from './vocabulary.ts';

/** Words for money that goes back. `return` alone is a parcel that comes back: the vocabulary has it as cancel. */
const REFUND = /refund|chargeback|reversal|reversed|rfnd|cgbk|insf|rembours|reembols|возврат/u;

/** Finds status words that would be read wrongly, and calls that would have no status. */
export function lintStatuses(template: NetworkTemplate): Problem[] {
  return [
    ...lintWords(template),
    ...lintSource(template),
    ...lintFixedStatuses(template),
    ...lintGoal(template),
  ];
}

function lintWords(template: NetworkTemplate): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  for (const [status] of STATUS_LISTS) {
    for (const word of template.statuses[status] ?? []) {
      const field = `statuses.${status}`;
      const key = normaliseWord(word);
      if (key === '') {
        const message = `«${word}» has no letter and no digit: nothing is left to compare; leave it out`;
        problems.push({ code: 'empty-word', field, message });
        continue;
      }
      const earlier = seen.get(key);
      if (earlier !== undefined && earlier !== status) {
        const message = `«${word}» is read as «${key}», which stands under ${earlier} too: keep one of them`;
        problems.push({ code: 'word-in-two-lists', field, message });
      }
      seen.set(key, status);
      const isGain = status === 'approve' || status === 'hold';
      if (isGain && (REFUND.test(key) || VOCABULARY.get(key) === 'cancel')) {
        const message = `«${word}» takes a payout back, but would count as a sale: put it under cancel`;
        problems.push({ code: 'refund-as-sale', field, message });
      }
    }
  }
  return problems;
}

/** Something must say what a call means: a macro, a URL per event, a default, or at least a goal. */
function lintSource({ macros, events, defaultStatus, setup }: NetworkTemplate): Problem[] {
  const isTold = macros.status || macros.goal || defaultStatus || (events && events.length > 0);
  if (isTold || setup === 'none') return [];
  const message =
    'nothing says what a call means: add macros.status, a URL per event (events), or defaultStatus';
  return [{ code: 'no-status', field: 'macros.status', message }];
}

/** URLs of events carry our own names, which the network's words come before. */
function lintFixedStatuses(template: NetworkTemplate): Problem[] {
  const words = statusMap(template);
  return (template.events ?? []).flatMap((event, index): Problem[] => {
    const read = words.get(event.status);
    if (read === undefined || read === event.status) return [];
    const message = `the URL of «${event.label}» says status=${event.status}, which this network's words read as ${read}`;
    return [{ code: 'own-name-reversed', field: `events.${index}.status`, message }];
  });
}

/** A lead is told apart by its goal: a goal that changes with the status makes a reversal another lead. */
function lintGoal({ macros, statuses }: NetworkTemplate): Problem[] {
  const hasGains = [...(statuses.approve ?? []), ...(statuses.hold ?? [])].length > 0;
  const hasLosses = [...(statuses.cancel ?? []), ...(statuses.trash ?? [])].length > 0;
  if (!macros.goal || macros.goal !== macros.status || !hasGains || !hasLosses) return [];
  const message = `${macros.goal} fills goal and status: a rejection would be a new lead, and the approved one would stay; leave goal out`;
  return [{ code: 'goal-follows-status', field: 'macros.goal', message }];
}
