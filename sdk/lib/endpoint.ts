import { attempt } from './attempt.ts';

/**
 * The collector's base URL from the address that the script was loaded from: `https://c.example/px/sdk.js?key=…`
 * and `https://c.example/px/sdk/1.2.3.js` both give `https://c.example/px/`.
 */
export function endpointOfScript(src: string): string {
  return src.replace(/[?#].*/, '').replace(/(sdk\/)?[^/]*$/, '');
}

/** Where a collector takes clicks and leads, absolute and with a closing slash; undefined for a URL not of the web. */
export function readEndpoint(base: string, page: string): string | undefined {
  const url = attempt(() => new URL(`${base.replace(/\/*$/, '')}/api/track/`, page).href);
  return url?.startsWith('http') ? url : undefined;
}
