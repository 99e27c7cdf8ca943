import { cleanText } from '../pipeline/clean-text.ts';
import { readClickId } from '../pipeline/click-id.ts';
import type { Keyset } from '../storage/keyset.ts';

/** One of the given words, else undefined: a filter that nobody knows filters nothing. */
export function readWord<Word extends string>(
  query: URLSearchParams,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const value = query.get(name);
  return words.find((word) => word === value);
}

/** A flow's ID, or the empty string. What Postgres takes for no text (NUL) is taken out. */
export function readFlow(query: URLSearchParams): string {
  return cleanText(query.get('flow') ?? '', 128).text;
}

/** A click to filter by, as somebody typed it. */
export interface ClickFilter {
  /** What the field shows again. */
  readonly text: string;
  readonly id: string | null;
  /** Something was typed, but it is no click ID: then nothing can be found, and the page says why. */
  readonly isBad: boolean;
}

/** Reads a click ID as people paste it: dashes, upper case, spaces around it. */
export function readClick(query: URLSearchParams): ClickFilter {
  const text = (query.get('click') ?? '').trim();
  const id = readClickId(text);
  return { text: id ?? text, id, isBad: text !== '' && id === null };
}

/** Which page of a list; an ID that is none is left out. */
export function readKeyset(query: URLSearchParams): Keyset {
  const before = readClickId(query.get('before') ?? '');
  const after = readClickId(query.get('after') ?? '');
  return { ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

/** The filters that are set, for the links from page to page. */
export function toFilterQuery(filters: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const given = Object.entries(filters).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return new URLSearchParams(given);
}
