import { attempt } from './attempt.ts';

/**
 * The collector's base URL, with its closing slash, from the address that the script was loaded from:
 * `https://c.example/px/sdk.js?key=…` and `https://c.example/px/sdk/1.2.3.js` both give `https://c.example/px/`.
 */
export function endpointOfScript(src: string): string {
  return src.replace(/[?#].*/, '').replace(/(sdk\/)?[^/]*$/, '');
}

/** A configured base URL made absolute, with its closing slash; undefined where it is none of the web. */
export function readEndpoint(text: string, base: string): string | undefined {
  const url = attempt(() => new URL(text.replace(/\/*$/, '/'), base).href);
  return url?.startsWith('http') ? url : undefined;
}
