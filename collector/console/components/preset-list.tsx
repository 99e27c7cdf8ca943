import { ORDER_PRESETS } from '../../outgoing/presets/orders/index.ts';
import type { ReceiverPreset } from '../../outgoing/presets/preset.ts';
import { ADS } from '../../outgoing/presets/receivers/ads.ts';
import { MESSAGES } from '../../outgoing/presets/receivers/messages.ts';
import { TRACKERS } from '../../outgoing/presets/receivers/trackers.ts';
import { useReader, useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { Field } from './field.tsx';

const GROUPS: readonly (readonly [title: Phrase, presets: readonly ReceiverPreset[]])[] = [
  ['Trackers', TRACKERS],
  ['Traffic sources', ADS],
  ['Chats and own programs', MESSAGES],
  ['Networks that take orders', ORDER_PRESETS],
];

/** What a receiver can be made from. */
export function PresetList({ flowId }: { flowId: string | null }) {
  const text = useText();
  const path = (preset: string) =>
    `/console/receivers/new?${new URLSearchParams({ ...(flowId !== null && { flow: flowId }), preset })}`;
  return (
    <>
      <div class="title">
        <h1>{text('Who shall hear of it?')}</h1>
        <a class="button" href={path('hand')}>
          {text('Another one: by hand')}
        </a>
      </div>
      <div class="presets">
        {GROUPS.map(([title, presets]) => (
          <section key={title}>
            <h2>{text(title)}</h2>
            <ul>
              {presets.map(({ name, title: service }) => (
                <li key={name}>
                  <a href={path(name)}>{service}</a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

/** What a service wants to know of its user, before the form. */
export function PresetFields({ preset, flowId }: { preset: ReceiverPreset; flowId: string | null }) {
  const { text, locale } = useReader();
  return (
    <>
      <h1>{preset.title}</h1>
      <section class="narrow">
        <PresetNote preset={preset} />
        <form class="fields" action="/console/receivers/new">
          {flowId !== null && <input type="hidden" name="flow" value={flowId} />}
          <input type="hidden" name="preset" value={preset.name} />
          {preset.fields.map(({ name, title, example }) => (
            <Field
              key={name}
              name={`f-${name}`}
              label={title[locale]}
              value=""
              placeholder={example}
              hint={text('For instance {example}', { example })}
              required
            />
          ))}
          <button type="submit">{text('Go on')}</button>
        </form>
      </section>
    </>
  );
}

/** What one has to know of a service. */
export function PresetNote({ preset: { note, verified, secretName } }: { preset: ReceiverPreset }) {
  const { text, locale } = useReader();
  return (
    <div class="preset-note">
      {note && <p>{note[locale]}</p>}
      {secretName !== null && (
        <p>
          {text('It needs a key ({name}): you set it after saving, and it is shown to nobody again.', {
            name: secretName,
          })}
        </p>
      )}
      {!verified && (
        <p class="warn">
          {text('We have seen this service’s format at others only: try it with a lead of your own first.')}
        </p>
      )}
    </div>
  );
}
