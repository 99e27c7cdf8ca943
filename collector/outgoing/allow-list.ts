import { BlockList, isIP } from 'node:net';

/** Own networks that an operator lets messages into. */
export interface AllowList {
  /** Whether a name or an address may be called, at this port, wherever it leads. */
  hasTarget(host: string, port: number): boolean;
  hasAddress(ip: string): boolean;
}

/**
 * Reads hosts (`tracker.lan`), hosts with a port (`tracker.lan:3000`, `[fd00::7]:80`), addresses and networks
 * (`10.8.0.0/16`). Throws where an entry is none of them.
 */
export function readAllowList(entries: readonly string[]): AllowList {
  const targets = new Set<string>();
  const addresses = new BlockList();
  for (const entry of entries) {
    // Digits only: what is empty would be the number 0, and a network of all addresses.
    const [, address = entry, bits] = /^(.*)\/(\d{1,3})$/.exec(entry) ?? [];
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(address) === 0) targets.add(toTarget(entry));
    else if (bits === undefined) addresses.addAddress(address, family);
    else addresses.addSubnet(address, Number(bits), family);
  }
  return {
    hasTarget: (host, port) => targets.has(host) || targets.has(`${host}:${port}`),
    hasAddress: (ip) => isIP(ip) !== 0 && addresses.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4'),
  };
}

/** As URLs write it: in lower case, other letters than Latin ones as `xn--…`. */
function toTarget(entry: string): string {
  const port = /:\d+$/.exec(entry)?.[0] ?? '';
  if (Number(port.slice(1)) > 65_535) throw new Error(`«${entry}» has a port above 65535`);
  const url = `http://${entry.slice(0, entry.length - port.length)}/`;
  if (!URL.canParse(url)) throw new Error(`«${entry}» is neither a host nor an address nor a network`);
  const { hostname, href } = new URL(url);
  if (href !== `http://${hostname}/`) throw new Error(`«${entry}» is more than a host with its port`);
  return hostname + port;
}
