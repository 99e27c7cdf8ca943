import { BlockList, isIP } from 'node:net';

/**
 * Whether an address is in one of the ranges (`203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`). No ranges at all
 * mean that every address is welcome; a range that cannot be read matches nothing.
 */
export function isInRanges(ip: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0) return true;
  const family = isIP(ip);
  if (family === 0) return false;
  const list = new BlockList();
  for (const range of ranges) addRange(list, range);
  return list.check(ip, family === 6 ? 'ipv6' : 'ipv4');
}

function addRange(list: BlockList, range: string): void {
  const [address = '', prefix] = range.trim().split('/');
  const family = isIP(address);
  if (family === 0) return;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  const bits = prefix === undefined ? (family === 6 ? 128 : 32) : Number(prefix);
  if (!Number.isInteger(bits) || bits < 0 || bits > (family === 6 ? 128 : 32)) return;
  list.addSubnet(address, bits, type);
}
