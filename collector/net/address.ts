import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** What the IANA registry of special-purpose IPv4 addresses keeps from the public internet, multicast, and one more. */
const NOT_PUBLIC_V4 = blockList('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  // Looks public, but inside Azure it is the host of the machine and hands out its secrets.
  ['168.63.129.16', 32],
]);

/** Only these are handed out to the public; mapped, translated, local and multicast addresses lie outside. */
const PUBLIC_V6 = blockList('ipv6', [['2000::', 3]]);

/** Within them: protocol assignments (Teredo, ORCHID…), documentation, 6to4, which hides an IPv4 address. */
const NOT_PUBLIC_V6 = blockList('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);

/**
 * Whether an address (`203.0.113.7`, `2001:db8::1`, without brackets) is one of the public internet. False for what
 * is private, loopback, link-local (cloud metadata is), reserved, or no address at all.
 */
export function isPublicAddress(ip: string): boolean {
  if (isIPv4(ip)) return !NOT_PUBLIC_V4.check(ip, 'ipv4');
  // A zone (`fe80::1%eth0`) belongs to link-local addresses.
  if (!isIPv6(ip) || ip.includes('%')) return false;
  return PUBLIC_V6.check(ip, 'ipv6') && !NOT_PUBLIC_V6.check(ip, 'ipv6');
}

function blockList(family: 'ipv4' | 'ipv6', subnets: readonly [address: string, bits: number][]): BlockList {
  const list = new BlockList();
  for (const [address, bits] of subnets) list.addSubnet(address, bits, family);
  return list;
}
