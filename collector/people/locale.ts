/** Languages of the console. */
export const LOCALES = ['en', 'ru'] as const;
export type Locale = (typeof LOCALES)[number];

/** Whichever of our languages a browser asks for first; English where it asks for none. */
export function localeOf(acceptLanguage: string): Locale {
  const wanted = acceptLanguage.split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.flatMap((code) => LOCALES.filter((locale) => locale === code))[0] ?? 'en';
}
