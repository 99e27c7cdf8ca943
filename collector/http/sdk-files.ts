import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the SDK is built as: `sdk.js`, `sdk-core.js` (the smallest), `sdk-debug.js` (the overlay). */
const VARIANTS = ['', '-core', '-debug'] as const;

/** Best first: browsers name gzip before br at the same quality, and brotli is a tenth smaller. */
const ENCODINGS = [
  { encoding: 'br', suffix: '.br' },
  { encoding: 'gzip', suffix: '.gz' },
  { encoding: 'identity', suffix: '' },
] as const;

/** The bytes of a script in one encoding. */
export interface SdkBody {
  readonly encoding: (typeof ENCODINGS)[number]['encoding'];
  readonly bytes: Buffer;
  /** Each encoding has its own: a strong ETag names bytes (RFC 9110, section 8.8.1). */
  readonly etag: string;
}

/** A script of the SDK, best encoding first, `identity` last. */
export interface SdkScript {
  readonly variant: (typeof VARIANTS)[number];
  readonly bodies: readonly SdkBody[];
}

/** The built SDK in memory. */
export interface SdkFiles {
  /** As in the SDK's package.json. */
  readonly version: string;
  /** Subresource Integrity of `sdk.js`: `sha384-…`. */
  readonly integrity: string;
  readonly scripts: readonly SdkScript[];
}

/** Reads what `npm run build` wrote into `sdk/dist`, compressed once at build time. Throws where it is not there. */
export function readSdkFiles(folder: string): SdkFiles {
  const { version } = JSON.parse(readFileSync(join(folder, '../package.json'), 'utf8')) as {
    version: string;
  };
  const plain = readFileSync(join(folder, 'sdk.js'));
  const scripts = VARIANTS.map((variant) => ({
    variant,
    bodies: ENCODINGS.map(({ encoding, suffix }) => {
      const bytes = readFileSync(join(folder, `sdk${variant}.js${suffix}`));
      const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
      return { encoding, bytes, etag: `"${hash}"` };
    }),
  }));
  return { version, integrity: `sha384-${createHash('sha384').update(plain).digest('base64')}`, scripts };
}
