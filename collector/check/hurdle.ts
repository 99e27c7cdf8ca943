import type { Page } from 'playwright-core';
import type { Hurdle } from './facts.ts';
import { type GuardProxy, toHostAndPort } from './guard-proxy.ts';

/** The URL that a page is on its way to, or has come to; after a redirect it is another than the one that was asked for. */
export function watchHeading(page: Page): () => string {
  let heading = page.url();
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) heading = request.url();
  });
  return () => heading;
}

/** Why a page did not open: what the proxy knows of its host, else what the browser says. */
export function toHurdle(url: string, message: string, guard: GuardProxy): Hurdle {
  const target = toHostAndPort(url);
  const hindrance = guard.hindrance(target);
  if (hindrance?.kind === 'private') return { kind: 'private', detail: target };
  if (hindrance) return { kind: hindrance.kind, detail: `${target} (${hindrance.code})` };
  const code = /net::(ERR_\w+)/.exec(message)?.[1] ?? '';
  if (code.startsWith('ERR_CERT')) return { kind: 'certificate', detail: code };
  if (message.includes('Timeout')) return { kind: 'timeout', detail: target };
  return { kind: 'other', detail: code || (message.split('\n')[0] ?? '') };
}
