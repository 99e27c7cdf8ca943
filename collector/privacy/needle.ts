/** Nobody is looked for by less: a short number is in too many texts. */
const MIN_DIGITS = 7;

/**
 * How a phone or an e-mail may stand in stored text: as typed, in a query string, in JSON, encoded twice. The source of
 * a regular expression that Postgres and JavaScript read alike, without regard to case.
 */
export type Needle = string;

/** A phone, however it is grouped: `+7 (999) 123-45-67` is `8 999 1234567`. Null where it has too few digits. */
export function phoneNeedle(phone: string): Needle | null {
  const digits = phone.replace(/\D/g, '').replace(/^00/, '');
  if (digits.length < MIN_DIGITS) return null;
  const signs = [...digits];
  // Within Russia and Kazakhstan 8 is dialled for +7.
  if (digits.length === 11 && /^[78]/.test(digits)) signs[0] = '[78]';
  return `(?:^|[^0-9]|${ENCODED})${signs.join(`(?:${ENCODED}|[^0-9a-z%&=,:{}"]){0,4}`)}(?![0-9])`;
}

/** An e-mail address. Null where it is none. */
export function emailNeedle(email: string): Needle | null {
  const address = email.trim().toLowerCase();
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address)) return null;
  const signs = [...address].map(signNeedle).join('');
  // A line break before it ends on a letter where JSON is stored: `\n`.
  return `(?:^|[^a-z0-9._+-]|${ENCODED}|\\\\+[nrt])${signs}(?![a-z0-9-]|\\.[a-z0-9])`;
}

/** Any one of them. */
export function anyNeedle(needles: readonly Needle[]): Needle {
  return needles.map((needle) => `(?:${needle})`).join('|');
}

/** A byte in a URL, encoded once or several times. */
const ENCODED = '%(?:25)*[0-9a-f]{2}';

function signNeedle(sign: string): string {
  if (/[a-z0-9]/.test(sign)) return sign;
  const bytes = [...Buffer.from(sign)].map((byte) => `%(?:25)*${byte.toString(16).padStart(2, '0')}`);
  const units = Array.from(
    { length: sign.length },
    (_, index) => `\\\\+u${sign.charCodeAt(index).toString(16).padStart(4, '0')}`,
  );
  return `(?:${sign.replace(/[^\p{L}\p{N}]/gu, '\\$&')}|${bytes.join('')}|${units.join('')})`;
}
