import { LOCALES, type Locale } from '../../people/locale.ts';
import { CURRENCIES } from '../../pipeline/currencies.ts';
import { useText } from '../reader.tsx';
import { TIME_ZONES } from '../zone.ts';
import { Field } from './field.tsx';

/** In what the console is read, as the form shows it and as it was typed. */
export interface PreferencesForm {
  readonly locale: string;
  readonly timeZone: string;
  readonly currency: string;
}

/** Each in its own words: who reads the wrong one finds theirs. */
const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'English', ru: 'Русский' };

interface PreferencesProps {
  readonly form: PreferencesForm;
  readonly problems: Partial<PreferencesForm>;
}

export function Preferences(props: PreferencesProps) {
  const text = useText();
  return (
    <form class="fields" method="post" action="/console/settings/me">
      <PreferenceFields {...props} />
      <button type="submit">{text('Save')}</button>
    </form>
  );
}

/** Language, time zone and currency. */
export function PreferenceFields({ form, problems }: PreferencesProps) {
  const text = useText();
  return (
    <>
      <label>
        {text('Language')}
        <select name="locale">
          {LOCALES.map((locale) => (
            <option key={locale} value={locale} lang={locale} selected={locale === form.locale}>
              {LANGUAGES[locale]}
            </option>
          ))}
        </select>
      </label>
      <div class="pair">
        <Field
          name="timeZone"
          label={text('Time zone')}
          hint={text('All times are shown and read in it.')}
          value={form.timeZone}
          problem={problems.timeZone}
          options={TIME_ZONES}
          required
        />
        <Field
          name="currency"
          label={text('Currency')}
          hint={text('Sums of several currencies are given in it.')}
          value={form.currency}
          problem={problems.currency}
          options={CURRENCIES}
          required
        />
      </div>
    </>
  );
}
