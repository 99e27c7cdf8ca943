import { normaliseWord } from '../networks/normalise-word.ts';
import { VOCABULARY } from '../networks/vocabulary.ts';
import { STATUSES, type Status } from './postback.ts';

/** Words that are to be read as a status, normalised. */
export type WordLists = Readonly<Record<Status, ReadonlySet<string>>>;

/** What a flow's network template says of the network's postbacks. */
export interface TemplateReading {
  readonly name: string;
  /** Normalised word → status. */
  readonly statuses: ReadonlyMap<string, Status>;
  /** What a postback without a status means; null: nothing special. */
  readonly defaultStatus: Status | null;
  readonly defaultCurrency: string | null;
  /** Text that the network wants as the answer to a success. */
  readonly reply: string | null;
  /** How the user makes the network send the click ID. */
  readonly macroHint: string;
}

/** Everything that may know a status word, strongest first. */
export interface StatusSources {
  /** The request's own lists: `stn` `sth` `sta` `stc` `stt`. */
  readonly lists: WordLists;
  /** The flow's mapping, by normalised word. */
  readonly flow: Readonly<Record<string, Status>>;
  readonly template: TemplateReading | null;
}

/** What a status word was found to mean, with the rule that decided. */
export type StatusReading =
  | {
      readonly kind: 'known';
      /** Null: the word only names an event. */
      readonly status: Status | null;
      /** The event that the word names; empty where it names none. */
      readonly goal: string;
      readonly rule: string;
    }
  | { readonly kind: 'unmapped'; readonly rule: string };

/** A word that stands in two lists of one level is decided in this order, our own name before all. */
const PRECEDENCE: readonly Status[] = ['trash', 'cancel', 'hold', 'approve', 'new'];

export { normaliseWord };

/** Reads a comma-separated list of words; empty items are dropped, at most 50 are kept. */
export function readWordList(text: string): ReadonlySet<string> {
  return new Set(text.split(',', 200).map(normaliseWord).filter(Boolean).slice(0, 50));
}

/**
 * Finds what a word means: lists → flow → template → our own names → vocabulary → as two words in one
 * (`first_dep_confirmed`) → unmapped. `word` has at least one letter or digit.
 */
export function readStatus(word: string, sources: StatusSources): StatusReading {
  const whole = readWhole(normaliseWord(word), sources);
  return whole.kind === 'known' ? whole : (readComposite(word, sources) ?? whole);
}

function readWhole(key: string, { lists, flow, template }: StatusSources): StatusReading {
  const known = (status: Status, rule: string): StatusReading => ({ kind: 'known', status, goal: '', rule });
  const ownName = STATUSES.find((status) => status === key);

  const listed = PRECEDENCE.filter((status) => lists[status].has(key));
  const chosen = listed.find((status) => status === ownName) ?? listed[0];
  if (chosen) return known(chosen, "the request's own list");

  const mapped = Object.hasOwn(flow, key) ? flow[key] : undefined;
  if (mapped) return known(mapped, "the flow's mapping");

  const byTemplate = template?.statuses.get(key);
  if (byTemplate) return known(byTemplate, `the ${template?.name} template`);

  if (ownName) return known(ownName, 'our own name');

  const meaning = VOCABULARY.get(key);
  if (meaning === 'goal') {
    return { kind: 'known', status: null, goal: key, rule: 'the vocabulary: it names an event' };
  }
  if (meaning === 'ambiguous') {
    return { kind: 'unmapped', rule: 'it means different things at different networks' };
  }
  if (meaning) return known(meaning, 'the vocabulary');
  return { kind: 'unmapped', rule: 'no list, mapping or vocabulary knows it' };
}

/** An event and its status in one word, in either order, split at any sign. Null where it is none. */
function readComposite(word: string, sources: StatusSources): StatusReading | null {
  const parts = word
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}]+/u, 8)
    .filter(Boolean);
  for (let at = 1; at < parts.length; at += 1) {
    const left = readWhole(normaliseWord(parts.slice(0, at).join('')), sources);
    const right = readWhole(normaliseWord(parts.slice(at).join('')), sources);
    if (left.kind !== 'known' || right.kind !== 'known') continue;
    const goal = left.goal || right.goal;
    const status = left.status ?? right.status;
    const isPair = goal !== '' && status !== null && (left.goal === '' || right.goal === '');
    if (isPair) return { kind: 'known', status, goal, rule: `its two parts: ${left.rule}, ${right.rule}` };
  }
  return null;
}
