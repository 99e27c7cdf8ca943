import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';

/** All addresses of a name; rejects where it has none. */
export type FindAddresses = (name: string) => Promise<readonly LookupAddress[]>;

const askSystem: FindAddresses = (name) => lookup(name, { all: true });

/** All addresses of a host, which is a name or an address itself (without brackets). Rejects where there is none. */
export async function addressesOf(
  host: string,
  find: FindAddresses = askSystem,
): Promise<readonly LookupAddress[]> {
  const family = isIP(host);
  return family === 0 ? find(host) : [{ address: host, family }];
}

/** A look-up that knows one answer: what was looked at is what is connected to. */
export function only(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, { all }, done) => {
    if (all) done(null, [...addresses]);
    else done(null, addresses[0]?.address ?? '', addresses[0]?.family);
  };
}

/** What node calls an error, `ECONNREFUSED`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
