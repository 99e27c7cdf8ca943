import type { Context } from 'koa';
import { isBelowDomain } from '../below-domain.ts';

/** The SDK writes and reads the same one. */
const NAME = 'subpixel';
const MAX_AGE_S = 30 * 86_400;

export interface ClickCookieOptions {
  /** The domain whose hosts share the cookie; null: each host has its own. */
  readonly cookieDomain: string | null;
  /** Proxies of our own in front of the collector. */
  readonly proxyHops: number;
}

/**
 * Sets the click's cookie in the answer to a page's own call, where page and collector are one origin. Safari keeps
 * what scripts write for a week, and for a day after a link with a click ID; it keeps what the site's server sets
 * (WebKit's «Tracking Prevention in WebKit», "7-day cap").
 */
export function setCookieForPage(ctx: Context, click: string, options: ClickCookieOptions): void {
  const origin = ctx.get('Origin');
  if (ctx.get('Sec-Fetch-Site') !== 'same-origin' || !URL.canParse(origin)) return;
  // A lead may have waited in the browser while its visitor came again by another click: that one stays.
  const current = ctx.cookies.get(NAME) ?? '';
  if (/^[0-9a-f]{32}$/.test(current) && current !== click) return;
  writeCookie(ctx, click, new URL(origin), options);
}

/** Sets it in the redirect of a tracking link, where the landing page will get to see it. */
export function setCookieForLanding(
  ctx: Context,
  click: string,
  landing: URL,
  options: ClickCookieOptions,
): void {
  // An image or a frame on somebody's page is no visit: that would be cookie stuffing.
  if (!['', 'document'].includes(ctx.get('Sec-Fetch-Dest'))) return;
  const { cookieDomain } = options;
  const host = calledHost(ctx, options.proxyHops);
  const isShared = isBelowDomain(host, cookieDomain) && isBelowDomain(landing.hostname, cookieDomain);
  if (host === landing.hostname || isShared) writeCookie(ctx, click, landing, options);
}

/** `page` will read the cookie: it is as secure as that page, and shared with its neighbours where they are one site. */
function writeCookie(ctx: Context, click: string, page: URL, { cookieDomain }: ClickCookieOptions): void {
  // https://privacycg.github.io/gpc-spec: the visitor has asked not to be followed.
  if (ctx.get('Sec-GPC') === '1') return;
  const parts = [`${NAME}=${click}`, 'Path=/', `Max-Age=${MAX_AGE_S}`, 'SameSite=Lax'];
  if (isBelowDomain(page.hostname, cookieDomain)) parts.push(`Domain=${cookieDomain}`);
  if (page.protocol === 'https:') parts.push('Secure');
  ctx.append('Set-Cookie', parts.join('; '));
}

/** The host in the visitor's address bar, without the port: cookies know none. */
function calledHost(ctx: Context, proxyHops: number): string {
  const forwarded = proxyHops > 0 ? ctx.get('X-Forwarded-Host').split(',', 1)[0]?.trim() : '';
  const url = `http://${forwarded || ctx.get('Host')}`;
  return URL.canParse(url) ? new URL(url).hostname : '';
}
