import { findMacros } from './find-macros.ts';
import type { NetworkTemplate } from './template.ts';

/** An offer link that carries our click ID, or why there is none. */
export type OfferLink = { readonly url: string } | { readonly problem: string };

/**
 * Puts our click ID into an offer link, where this network returns it from. Everything else of the link stays as it
 * is, byte for byte; a value that the parameter has already is replaced, repetitions of it are dropped. The macro is
 * not encoded: our own tracking link replaces it. Doing it twice changes nothing.
 */
export function buildOfferLink(
  template: NetworkTemplate,
  offerUrl: string,
  clickMacro = '{click}',
): OfferLink {
  const url = offerUrl.trim();
  if (!/^https?:\/\/[^/?#\s]+/i.test(url)) {
    return { problem: 'this is no link: copy it from the network with its https://' };
  }
  const { link } = template;
  if (link === null) {
    return { problem: `where ${template.name} takes a click ID is not known: ask its support for a sub ID` };
  }
  const parts = splitUrl(url);
  if (link.place === 'path') {
    return { url: joinUrl({ ...parts, path: withLastSegment(parts.path, clickMacro) }) };
  }
  if (link.place === 'query') {
    return { url: joinUrl({ ...parts, pairs: withPair(parts.pairs, link.name, clickMacro) }) };
  }
  const value = parts.pairs.find((pair) => nameOf(pair) === link.name)?.replace(/^[^=]*=?/, '') ?? '';
  if (value === '') {
    return { problem: `the link has no «${link.name}»: in ${template.name} it looks like ${link.example}` };
  }
  const before = beforeMarker(value, link.marker);
  return {
    url: joinUrl({ ...parts, pairs: withPair(parts.pairs, link.name, before + link.marker + clickMacro) }),
  };
}

interface UrlParts {
  readonly path: string;
  readonly pairs: readonly string[];
  readonly hash: string;
}

/** Splits by hand: `new URL` would encode the macros that stand in the link. */
function splitUrl(url: string): UrlParts {
  // A hash that is part of a macro such as #s2# begins no fragment.
  const hidden = findMacros(url).reduce(
    (text, macro) => text.replace(macro.text, '_'.repeat(macro.text.length)),
    url,
  );
  const hashAt = hidden.indexOf('#');
  const address = hashAt < 0 ? url : url.slice(0, hashAt);
  const queryAt = address.indexOf('?');
  return {
    path: queryAt < 0 ? address : address.slice(0, queryAt),
    pairs:
      queryAt < 0
        ? []
        : address
            .slice(queryAt + 1)
            .split('&')
            .filter(Boolean),
    hash: hashAt < 0 ? '' : url.slice(hashAt),
  };
}

function joinUrl({ path, pairs, hash }: UrlParts): string {
  return path + (pairs.length > 0 ? `?${pairs.join('&')}` : '') + hash;
}

function nameOf(pair: string): string {
  const name = pair.split('=', 1)[0] ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Sets one parameter where it stands, or at the end. */
function withPair(pairs: readonly string[], name: string, value: string): string[] {
  const at = pairs.findIndex((pair) => nameOf(pair) === name);
  const pair = `${name}=${value}`;
  if (at < 0) return [...pairs, pair];
  return pairs.flatMap((old, index) => (index === at ? [pair] : nameOf(old) === name ? [] : [old]));
}

/** The user's own part of the value; all of it where the marker is not there yet. */
function beforeMarker(value: string, marker: string): string {
  const at = value.lastIndexOf(marker);
  return at < 0 ? value : value.slice(0, at);
}

/** Replaces a macro that is the path's last segment; otherwise adds a segment. */
function withLastSegment(path: string, clickMacro: string): string {
  const trimmed = path.replace(/\/+$/, '');
  const last = trimmed.slice(trimmed.lastIndexOf('/') + 1);
  const isMacro = last === clickMacro || findMacros(last)[0]?.text === last;
  return `${isMacro ? trimmed.slice(0, -last.length - 1) : trimmed}/${clickMacro}`;
}
