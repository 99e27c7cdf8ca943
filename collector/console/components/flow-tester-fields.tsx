import { buildPostbackUrls } from '../../networks/index.ts';
import type { Flow } from '../../pipeline/lead.ts';
import { STATUSES } from '../../pipeline/postback.ts';
import { useText } from '../reader.tsx';
import { TEST_MODES, type TestForm } from '../test-form.ts';
import { PLAIN_NETWORK, testNetwork } from '../test-postback.ts';
import type { Phrase } from '../text/phrases.ts';
import { Field } from './field.tsx';

interface TesterFieldsProps {
  readonly flow: Flow;
  /** The network's URLs, where it calls another for each event. */
  readonly labels: readonly string[];
  readonly form: TestForm;
}

const NAMES = { uid: 'UID', price: 'Payout', currency: 'Currency', goal: 'Goal' } as const;

const MODES: Readonly<Record<TestForm['mode'], Phrase>> = {
  test: 'For real, marked as a test: kept out of statistics',
  dry: 'Dry run: only tell what would happen',
  real: 'For real, and it counts',
};

/** What the network would know of a conversion: only what it has macros for can be sent. */
export function TesterFields({ flow, labels, form }: TesterFieldsProps) {
  const text = useText();
  const network = testNetwork(flow);
  const sends = buildPostbackUrls(network, { collectorUrl: '', token: '', mapping: 'flow' })
    .map(({ url }) => url)
    .join(' ');
  const known = network === PLAIN_NETWORK ? STATUSES : Object.values(network.statuses).flat();
  return (
    <>
      {labels.length > 1 && (
        <label>
          {text('Which of its postbacks')}
          <select name="url">
            {labels.map((label, index) => (
              <option key={label} value={index} selected={String(index) === form.url}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <Field
        name="click"
        label={text('Click')}
        value={form.click}
        hint={text('Empty: a new click is made by the tracking link for this test.')}
        placeholder={text('a new click')}
      />
      {network.macros.status && !network.events && (
        <Field
          name="status"
          label={text('Status word, as the network writes it')}
          value={form.status}
          hint={known.join(', ')}
          options={known}
        />
      )}
      <div class="pair">
        {(['price', 'currency', 'uid', 'goal'] as const)
          .filter((name) => sends.includes(`&${name}=`) && network.macros[name])
          .map((name) => (
            <Field key={name} name={name} label={text(NAMES[name])} value={form[name]} />
          ))}
      </div>
      <fieldset class="group">
        <legend>{text('How')}</legend>
        {TEST_MODES.map((mode) => (
          <label key={mode} class="inline">
            <input type="radio" name="mode" value={mode} checked={mode === form.mode} />
            {text(MODES[mode])}
          </label>
        ))}
      </fieldset>
    </>
  );
}
