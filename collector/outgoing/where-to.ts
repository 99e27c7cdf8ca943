import { isIP } from 'node:net';
import { isPublicAddress } from '../net/address.ts';
import type { AllowList } from './allow-list.ts';
import type { Failure } from './courier.ts';

/**
 * Where receivers of this world listen. Others (databases, mail, SSH) must not be talked to by somebody who can only
 * fill in a form; an operator's allow-list opens them.
 */
const WEB_PORTS = [80, 443, 8080, 8443];

/** Which addresses may be connected to. */
export type MayCall = (ip: string) => boolean;

export interface Hindrance {
  readonly failure: Failure;
  /** For a person. */
  readonly explains: string;
}

/** The rules for a target: three of them, always the same functions. */
export function createRules(allowed: AllowList): (host: string, port: number) => MayCall {
  const anywhere: MayCall = () => true;
  const own: MayCall = (ip) => allowed.hasAddress(ip);
  const web: MayCall = (ip) => isPublicAddress(ip) || own(ip);
  return (host, port) => {
    if (allowed.hasTarget(host, port)) return anywhere;
    return WEB_PORTS.includes(port) ? web : own;
  };
}

/**
 * Why a URL is not called, as far as it says so itself; null where it may be. Names are looked up only when they are
 * called, so this is for forms and a quick answer: the connector asks again.
 */
export function whyNotCalled(url: string, allowed: AllowList): Hindrance | null {
  if (!URL.canParse(url)) return { failure: 'bad-url', explains: 'this is no URL' };
  const { protocol, hostname, port, username, password } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:')
    return { failure: 'bad-url', explains: 'only http and https are called' };
  if (username !== '' || password !== '')
    return { failure: 'bad-url', explains: 'a name and a password belong into a header, not into the URL' };
  const host = hostname.replace(/^\[|\]$/g, '');
  const number = portOf(protocol, port);
  const mayCall = createRules(allowed)(host, number);
  if (isIP(host) !== 0) return mayCall(host) ? null : { failure: 'blocked', explains: whyBlocked(host) };
  const isOpen = WEB_PORTS.includes(number) || allowed.hasTarget(host, number);
  return isOpen ? null : { failure: 'blocked', explains: whyPortBlocked(number) };
}

export function portOf(protocol: string, port: string): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}

export function whyBlocked(ip: string): string {
  return `${ip} is not an address of the public internet: who runs this server can allow it`;
}

function whyPortBlocked(port: number): string {
  return `port ${port} is not called, only ${WEB_PORTS.join(', ')}: who runs this server can allow it`;
}
