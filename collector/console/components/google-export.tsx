import { useText } from '../reader.tsx';
import { Field } from './field.tsx';
import { Hidden } from './form.tsx';

/** The same leads in the format of Google Ads' offline conversions. */
export function GoogleExport({ filters }: { filters: URLSearchParams }) {
  const text = useText();
  return (
    <section class="narrow">
      <h2>{text('For Google Ads')}</h2>
      <p class="fine">
        {text(
          'Offline conversions in Google’s upload format: of these leads those with a gclid in the landing page’s address, without tests. Only approved ones, unless a status is chosen.',
        )}
      </p>
      <form class="fields" action="/console/leads/google.csv">
        <Hidden values={filters} />
        <Field
          name="conversion"
          label={text('Conversion name')}
          value=""
          placeholder="Lead"
          hint={text('Exactly as the conversion action is called in Google Ads.')}
        />
        <button type="submit">{text('Download for Google Ads')}</button>
      </form>
    </section>
  );
}
