import type { Locale } from '../../people/locale.ts';
import { PHRASES, type Phrase } from './phrases.ts';

/** What stands in the places of a phrase; `n` decides about singular and plural. */
export type Values = Readonly<Record<string, string | number>>;

/** A phrase in the reader's language, with its `{places}` filled in. */
export type Text = (phrase: Phrase, values?: Values) => string;

export function createText(locale: Locale): Text {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (phrase, values = {}) => {
    const translation: Translation = PHRASES[phrase];
    const pattern =
      typeof translation === 'string'
        ? locale === 'en'
          ? phrase
          : translation
        : inNumber(translation[locale], plurals.select(Number(values.n)));
    return pattern.replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name];
      return value === undefined ? place : typeof value === 'number' ? numbers.format(value) : value;
    });
  };
}

/**
 * The Russian of a phrase, whose English is its name in the code; or, where a number decides about the form, both
 * languages by plural category (CLDR).
 */
export type Translation = string | Counted;

export interface Counted {
  readonly en: { readonly one: string; readonly other: string };
  readonly ru: { readonly one: string; readonly few: string; readonly many: string };
}

function inNumber(forms: Counted['en'] | Counted['ru'], category: Intl.LDMLPluralRule): string {
  const byCategory: Partial<Record<Intl.LDMLPluralRule, string>> = forms;
  // Russian has `other` for fractions only, which are not counted here.
  return byCategory[category] ?? ('many' in forms ? forms.many : forms.other);
}
