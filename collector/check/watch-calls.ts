import type { BrowserContext, Request } from 'playwright-core';
import type { Call } from './facts.ts';

const LEAD = /\/lead\.(json|gif)$/;

export interface Calls {
  /** The script that was asked for under a URL; undefined while it is under way. */
  readonly script: (url: string) => Call | undefined;
  /** Registrations that are over, in their order. */
  readonly clicks: readonly Call[];
  readonly leads: readonly Call[];
}

/**
 * Follows what a browser asks for. Every lead becomes a test, whoever sends it: a thank-you page reports its lead as
 * soon as it is opened, and a check must not make a sale.
 */
export async function watchCalls(context: BrowserContext): Promise<Calls> {
  const scripts = new Map<string, Call>();
  const clicks: Call[] = [];
  const leads: Call[] = [];
  const note = async (request: Request) => {
    const url = request.url();
    if (request.resourceType() === 'script') scripts.set(url, await toCall(request));
    else if (isOurs(request, /\/click\.json$/)) clicks.push(await toCall(request));
    else if (isOurs(request, LEAD)) leads.push(await toCall(request));
  };
  // A page that closes while its answer is read has nothing more to tell.
  const listener = (request: Request) => void note(request).catch(() => undefined);
  context.on('requestfinished', listener);
  context.on('requestfailed', listener);
  await context.route(
    ({ pathname }) => LEAD.test(pathname),
    (route, request) => {
      if (!isOurs(request, LEAD)) return route.continue();
      const url = new URL(request.url());
      url.searchParams.set('test', '1');
      return route.continue({ url: url.href });
    },
  );
  return { script: (url) => scripts.get(url), clicks, leads };
}

/** Whether a request is for a door of a collector: its path can be configured, so the site key tells. */
function isOurs(request: Request, path: RegExp): boolean {
  const { pathname, searchParams } = new URL(request.url());
  if (!path.test(pathname)) return false;
  const key = parse(request.postData() ?? '')?.key ?? searchParams.get('key');
  return typeof key === 'string' && key.startsWith('pk_');
}

async function toCall(request: Request): Promise<Call> {
  const failure = request.failure()?.errorText ?? null;
  // Chromium breaks off a script with status 404, or of another type: then there are both.
  const response = await request.response();
  const isJson = request.method() === 'POST';
  return {
    url: request.url(),
    status: response?.status() ?? null,
    contentType: response?.headers()['content-type'] ?? '',
    failure,
    sent: parse(request.postData() ?? '') ?? {},
    answer: isJson && response && failure === null ? parse(await response.text()) : null,
  };
}

/** A JSON object; null for everything else. */
export function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
