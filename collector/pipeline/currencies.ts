/** ISO 4217, and the coins in which networks pay. */
export const CURRENCIES: readonly string[] = [
  ...Intl.supportedValuesOf('currency'),
  'USDT',
  'USDC',
  'DAI',
  'TUSD',
  'BUSD',
  'BTC',
  'ETH',
];
const CODES: ReadonlySet<string> = new Set(CURRENCIES);

/** Codes that are still sent though ISO has replaced them. */
const RENAMED: Readonly<Record<string, string>> = { RUR: 'RUB', BYR: 'BYN' };

/** Reads a currency code in any case. Returns null where nobody uses it. */
export function readCurrency(text: string): string | null {
  const code = text.trim().toUpperCase();
  if (Object.hasOwn(RENAMED, code)) return RENAMED[code] ?? null;
  return CODES.has(code) ? code : null;
}
