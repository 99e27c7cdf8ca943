import { isIP } from 'node:net';
import { isPublicAddress } from '../net/address.ts';
import type { AllowList } from './allow-list.ts';
import type { Failure } from './courier.ts';

/**
 * Where receivers of this world listen. Others (databases, mail, SSH) must not be talked to by somebody who can only
 * fill in a form; an operator's allow-list opens them.
 */
const WEB_PORTS: readonly number[] = [80, 443, 8080, 8443];

/** Which addresses may be connected to. */
export type MayCall = (ip: string) => boolean;

export interface Hindrance {
  readonly failure: Failure;
  /** For a person. */
  readonly explains: string;
}

/** Which addresses a target may lead to: one of three rules, always the same functions. */
export type RuleFor = (host: string, port: number) => MayCall;

export function createRules(allowed: AllowList, ports: readonly number[] = WEB_PORTS): RuleFor {
  const anywhere: MayCall = () => true;
  const own: MayCall = (ip) => allowed.hasAddress(ip);
  const web: MayCall = (ip) => isPublicAddress(ip) || own(ip);
  return (host, port) => {
    if (allowed.hasTarget(host, port)) return anywhere;
    return ports.includes(port) ? web : own;
  };
}

/** Reads a URL that may be called as far as it says so itself; names are looked up only when they are called. */
export function readTarget(url: string, ruleFor: RuleFor): URL | Hindrance {
  if (!URL.canParse(url)) return { failure: 'bad-url', explains: 'this is no URL' };
  const target = new URL(url);
  const { protocol, hostname, port, username, password } = target;
  if (protocol !== 'http:' && protocol !== 'https:')
    return { failure: 'bad-url', explains: 'only http and https are called' };
  if (username !== '' || password !== '')
    return { failure: 'bad-url', explains: 'a name and a password belong into a header, not into the URL' };
  const ip = bare(hostname);
  const mayCall = ruleFor(ip, portOf(protocol, port));
  if (isIP(ip) !== 0 && !mayCall(ip)) return { failure: 'blocked', explains: whyBlocked(ip) };
  return target;
}

export function portOf(protocol: string, port: string): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}

/** Why an address is not connected to, at this port. */
export function whyBlocked(ip: string): string {
  if (isPublicAddress(ip)) return WHY_PORT;
  return `${ip} is not an address of the public internet: who runs this server can allow it`;
}

const WHY_PORT = `only the ports ${WEB_PORTS.join(', ')} are called: who runs this server can allow others`;

/** Without the brackets in which URLs write an IPv6 address. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
