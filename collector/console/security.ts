import type { Middleware } from 'koa';

const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'Cache-Control': 'no-store',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  // `no-referrer` would make browsers send `Origin: null` with our own forms, which the check of their origin needs.
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex, nofollow',
} as const;

/** Two years. Not for subdomains: they are the site's, not ours. */
const HTTPS_ONLY = { 'Strict-Transport-Security': 'max-age=63072000' } as const;

/**
 * The headers of every answer of the console: text of strangers is shown here, to people with rights.
 *
 * @param secure the console is reached over https
 */
export function createSecurityHeaders(secure: boolean): Middleware {
  const headers = secure ? { ...HEADERS, ...HTTPS_ONLY } : HEADERS;
  return async function securityHeaders(ctx, next) {
    ctx.set(headers);
    await next();
  };
}
