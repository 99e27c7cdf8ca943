import { LOCALES } from '../people/locale.ts';
import { readCurrency } from '../pipeline/currencies.ts';
import type { Preferences } from '../storage/accounts.ts';
import type { FormRequest } from './action.ts';
import type { PreferencesForm } from './components/preferences.tsx';
import { isTimeZone } from './zone.ts';

/** What was typed of preferences, with what is wrong with it. */
export interface PreferencesState {
  readonly form: PreferencesForm;
  readonly problems: Partial<PreferencesForm>;
}

/** Reads the fields of `PreferenceFields`. */
export function readPreferences({
  user,
  text,
  field,
}: Pick<FormRequest, 'user' | 'text' | 'field'>): { readonly preferences: Preferences } | PreferencesState {
  const form = { locale: field('locale'), timeZone: field('timeZone').trim(), currency: field('currency') };
  const locale = LOCALES.find((each) => each === form.locale) ?? user.locale;
  const currency = readCurrency(form.currency);
  if (currency !== null && isTimeZone(form.timeZone))
    return { preferences: { locale, timeZone: form.timeZone, currency } };
  const problems: Partial<PreferencesForm> = {
    ...(isTimeZone(form.timeZone)
      ? {}
      : { timeZone: text('Choose a time zone of the list, such as Europe/Riga.') }),
    ...(currency ? {} : { currency: text('Write a code such as EUR.') }),
  };
  return { form, problems };
}
