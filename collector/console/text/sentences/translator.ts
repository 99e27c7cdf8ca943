import { withoutValues } from '../../../people/without-contact.ts';
import { isOurs, match, readTemplate, type Template } from './template.ts';

/** English sentences and their Russian, both with the same places (`template.ts`). */
export type Sentences = Readonly<Record<string, string>>;

/** A piece of a translated sentence; what somebody sent is `foreign`. */
export interface Piece {
  readonly text: string;
  readonly foreign: boolean;
}

/** A sentence in Russian; null where nobody has translated it. */
export type Translate = (text: string) => readonly Piece[] | null;

/** Sentences within sentences: what a stranger's server has answered to a check may pretend to be deeper. */
const MAX_DEPTH = 4;

interface Pair {
  readonly english: Template;
  readonly russian: Template;
}

/** `parts` are words that stand within sentences only: alone they would fit texts that they are no part of. */
export function createTranslator(whole: Sentences, parts: Sentences): Translate {
  const sentences = compile(whole);
  const words = [...compile(parts), ...sentences];

  function translate(text: string, pairs: readonly Pair[], depth: number): readonly Piece[] | null {
    for (const { english, russian } of pairs) {
      const values = match(english, text);
      if (values !== null) return fill(russian, values, depth);
    }
    return null;
  }

  function fill({ fixed, places }: Template, values: ReadonlyMap<string, string>, depth: number): Piece[] {
    const pieces = fixed.flatMap((ours, index): Piece[] => {
      const place = places[index];
      const said = place === undefined ? '' : (values.get(place) ?? '');
      const inside =
        place !== undefined && isOurs(place) && depth < MAX_DEPTH ? translate(said, words, depth + 1) : null;
      return [{ text: ours, foreign: false }, ...(inside ?? [{ text: said, foreign: true }])];
    });
    return pieces.filter(({ text }) => text !== '');
  }

  return (text) => translate(text, sentences, 0);
}

/** Others may fit as well, with more in their places: those come first that know how a sentence begins, and say most of it. */
function compile(sentences: Sentences): readonly Pair[] {
  return Object.entries(sentences)
    .flatMap(([english, russian]) => [[english, russian] as const, ...withoutContact(english, russian)])
    .map(([english, russian]) => ({ english: readTemplate(english), russian: readTemplate(russian) }))
    .sort((one, other) => weight(other.english) - weight(one.english));
}

/** The sentence as who may not see contact data gets it: without what it quotes. */
function withoutContact(english: string, russian: string): (readonly [string, string])[] {
  const pair = [withoutValues(english), withoutValues(russian)] as const;
  const known = new Set(readTemplate(pair[0]).places);
  const isWhole = readTemplate(pair[1]).places.every((place) => known.has(place));
  return pair[0] !== english && isWhole ? [pair] : [];
}

function weight({ fixed, places }: Template): number {
  const begins = fixed[0] === '' ? 0 : 10_000;
  // Of two that say as much, the one without places is meant.
  return begins + fixed.join('').length * 2 - (places.length > 0 ? 1 : 0);
}
