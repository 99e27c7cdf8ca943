const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What browsers tell of where a request comes from. Empty where a header is missing. */
export interface Provenance {
  readonly method: string;
  readonly secFetchSite: string;
  readonly origin: string;
  readonly host: string;
}

/**
 * Whether a request may change something: it has to come from our own pages. Every current browser says so in
 * `Sec-Fetch-Site`, which no page can forge, but only to https and localhost; elsewhere `Origin` has to name the host
 * that was called, or `publicUrl`, as behind a proxy that changes the host. Without either header it is refused.
 */
export function isOwnRequest(request: Provenance, publicUrl: string): boolean {
  if (SAFE.has(request.method)) return true;
  if (request.secFetchSite !== '') return ['same-origin', 'none'].includes(request.secFetchSite);
  if (!URL.canParse(request.origin)) return false;
  const origin = new URL(request.origin);
  return origin.host === request.host || origin.origin === new URL(publicUrl).origin;
}
