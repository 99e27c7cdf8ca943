import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Caller } from '../pipeline/postback.ts';
import { firstIp } from '../pipeline/read-changes.ts';
import { redactTokens } from './redact.ts';

/**
 * Who called. Behind `proxyHops` proxies of our own, the address is the one that the outermost of them saw, counted
 * from the right of `X-Forwarded-For`: what stands further left, anybody may have written.
 */
export function callerOf(headers: IncomingHttpHeaders, remoteAddress: string, proxyHops: number): Caller {
  const header = (name: 'origin' | 'referer' | 'user-agent') => redactTokens(headers[name] ?? '');
  return {
    ip: findAddress(headers, remoteAddress, proxyHops),
    userAgent: header('user-agent'),
    referrer: header('referer'),
    origin: originOf(header('origin')) || originOf(header('referer')),
  };
}

/** The same address, of a request that is not read yet. */
export function addressOf({ headers, socket }: IncomingMessage, proxyHops: number): string {
  return findAddress(headers, socket.remoteAddress ?? '', proxyHops);
}

function findAddress(headers: IncomingHttpHeaders, remoteAddress: string, proxyHops: number): string {
  const socket = firstIp(remoteAddress) ?? '';
  if (proxyHops === 0) return socket;
  const chain = [headers['x-forwarded-for']].flat().join(',').split(',');
  return firstIp(chain.at(-proxyHops) ?? '') ?? socket;
}

/** `https://shop.example/page` → `https://shop.example`; empty where it is no web address (a sandboxed `null`). */
function originOf(url: string): string {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return '';
  return new URL(url).origin;
}
