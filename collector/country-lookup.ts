import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type CountryResponse, open } from 'maxmind';
import { ConfigError } from './config.ts';

/** What the free database (CC0, by registry and AS number) holds; MaxMind's own format is read as well. */
type Row = CountryResponse & { readonly country_code?: string };

const PACKAGE = '@ip-location-db/geo-whois-asn-country-mmdb';

/**
 * Opens an IP-to-country database, 8 MB in memory; a look-up takes microseconds. `path` null: the free one that comes
 * with the packages. Throws ConfigError where the file cannot be read.
 */
export async function openCountryLookup(path: string | null): Promise<(ip: string) => string | null> {
  const file =
    path ??
    join(
      dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`)),
      'geo-whois-asn-country.mmdb',
    );
  try {
    const reader = await open<Row>(file);
    return (ip) => {
      const row = reader.get(ip);
      const code = row?.country_code ?? row?.country?.iso_code ?? '';
      return /^[A-Z]{2}$/.test(code) ? code : null;
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`SUBPIXEL_GEO_DB: ${file} is no country database in the .mmdb format (${why})`);
  }
}
