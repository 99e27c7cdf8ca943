import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';

/** Macros of receivers' templates with what they stand for (`macro-values.ts`). */
const MEANINGS: readonly (readonly [macros: string, meaning: Phrase])[] = [
  ['{click} {lead} {flow}', 'Our IDs of the click, the lead and the flow'],
  ['{uid}', 'What the network calls the lead'],
  ['{subid} {data1} {data2} {adid} {domain}', 'As the tracking link brought them'],
  ['{utm_source} {utm_campaign} {utm_content} {utm_term} {utm_medium}', 'The visit’s UTM tags'],
  ['{url.gclid} {url.xxx}', 'A parameter of the landing page’s address'],
  ['{status}', 'The lead’s status, in the words beside the ticks'],
  ['{stage}', 'The status in three words: pending, confirmed, rejected'],
  ['{goal} {price} {currency}', 'Goal, payout and its currency'],
  ['{name} {phone} {email} {comment}', 'The buyer, as the form was filled in'],
  ['{email.sha256} {phone.sha256}', 'Hashed, as ad networks match people'],
  ['{meta.xxx}', 'A custom field of the lead'],
  ['{geo} {ip} {ua}', 'Country, address and browser'],
  ['{time} {click_time}', 'Seconds since 1970: of the change, of the click'],
  ['{time.iso} {click_time.iso}', 'The same as 2031-05-01T12:00:00.000Z'],
  ['{secret}', 'The receiver’s key'],
];

/** What may be put into a receiver's URL, headers and body. */
export function MacroList() {
  const text = useText();
  return (
    <details class="macros">
      <summary>{text('Macros')}</summary>
      <dl>
        {MEANINGS.map(([macros, meaning]) => (
          <div key={macros}>
            <dt>
              {macros.split(' ').map((macro) => (
                <code key={macro}>{macro} </code>
              ))}
            </dt>
            <dd>{text(meaning)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
