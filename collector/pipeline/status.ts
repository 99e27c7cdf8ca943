import { VOCABULARY } from '../networks/vocabulary.ts';
import { STATUSES, type Status } from './postback.ts';

/** Words that are to be read as a status, normalised. */
export type WordLists = Readonly<Record<Status, ReadonlySet<string>>>;

/** Everything that may know a status word, strongest first. */
export interface StatusSources {
  /** The request's own lists: `stn` `sth` `sta` `stc` `stt`. */
  readonly lists: WordLists;
  /** The flow's mapping, by normalised word. */
  readonly flow: Readonly<Record<string, Status>>;
}

/** What a status word was found to mean, with the rule that decided. */
export type StatusReading =
  | { readonly kind: 'status'; readonly status: Status; readonly rule: string }
  | { readonly kind: 'event'; readonly goal: string; readonly rule: string }
  | { readonly kind: 'unmapped'; readonly rule: string };

/** A word that stands in two lists of one level is decided in this order, our own name before all. */
const PRECEDENCE: readonly Status[] = ['trash', 'cancel', 'hold', 'approve', 'new'];

/** The part of a word that is compared: letters and digits of any script, lower case (protocol section 4). */
export function normaliseWord(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Reads a comma-separated list of words; empty items are dropped, at most 50 are kept. */
export function readWordList(text: string): ReadonlySet<string> {
  return new Set(text.split(',', 200).map(normaliseWord).filter(Boolean).slice(0, 50));
}

/** Finds what a word means: lists → flow → our own names → vocabulary → unmapped. `word` is not empty. */
export function readStatus(word: string, sources: StatusSources): StatusReading {
  const key = normaliseWord(word);
  const ownName = STATUSES.find((status) => status === key);

  const listed = PRECEDENCE.filter((status) => sources.lists[status].has(key));
  const chosen = listed.find((status) => status === ownName) ?? listed[0];
  if (chosen) return { kind: 'status', status: chosen, rule: "the request's own list" };

  const mapped = Object.hasOwn(sources.flow, key) ? sources.flow[key] : undefined;
  if (mapped) return { kind: 'status', status: mapped, rule: "the flow's mapping" };

  if (ownName) return { kind: 'status', status: ownName, rule: 'our own name' };

  const meaning = VOCABULARY.get(key);
  if (meaning === 'goal') return { kind: 'event', goal: key, rule: 'the vocabulary: it names an event' };
  if (meaning === 'ambiguous') {
    return { kind: 'unmapped', rule: 'it means different things at different networks' };
  }
  if (meaning) return { kind: 'status', status: meaning, rule: 'the vocabulary' };
  return { kind: 'unmapped', rule: 'no list, mapping or vocabulary knows it' };
}
