import { findPreset } from '../../outgoing/presets/index.ts';
import { needsKey } from '../../outgoing/receiver-key.ts';
import type { StoredReceiver } from '../../storage/receivers.ts';
import { Say, useReader, useText } from '../reader.tsx';
import { Danger } from './danger.tsx';
import { PasswordField } from './field.tsx';
import { receiverPath } from './receiver-table.tsx';
import { Time } from './time.tsx';

interface Props {
  readonly receiver: StoredReceiver;
}

/** Switches it on and off, and says why it is off. */
export function ReceiverSwitch({ receiver }: Props) {
  const text = useText();
  const { isOn, offReason, offAt, sealedSecret } = receiver;
  const lacksKey = needsKey(receiver) && sealedSecret === null;
  return (
    <section>
      <div class="title">
        <p>{isOn ? text('It is on.') : <WhyOff reason={offReason} at={offAt} lacksKey={lacksKey} />}</p>
        <form method="post" action={`${receiverPath(receiver)}/${isOn ? 'off' : 'on'}`}>
          <button type="submit" class={isOn ? 'quiet' : undefined} disabled={!isOn && lacksKey}>
            {isOn ? text('Switch off') : text('Switch on')}
          </button>
        </form>
      </div>
    </section>
  );
}

function WhyOff({ reason, at, lacksKey }: { reason: string | null; at: Date | null; lacksKey: boolean }) {
  const text = useText();
  if (reason !== null && at !== null)
    return (
      <Say
        phrase="Switched off {time}: it answered 410, which means that it wants nothing any more. Look at its URL before you switch it on."
        with={{ time: <Time at={at} /> }}
      />
    );
  return <>{lacksKey ? text('It is off: it needs its key first.') : text('It is off.')}</>;
}

/** The key: set or not, never shown. */
export function ReceiverKey({ receiver }: Props) {
  const { text, may } = useReader();
  const isSet = receiver.sealedSecret !== null;
  if (!may('secrets') || (!isSet && !needsKey(receiver))) return null;
  const name = (receiver.preset && findPreset(receiver.preset)?.secretName) || null;
  return (
    <section id="key">
      <h2>{name === null ? text('Key') : text('Key: {name}', { name })}</h2>
      <p class="fine">
        {isSet
          ? text('A key is set. It is put in where {secret} stands, or signs; nobody is shown it again.')
          : text('No key is set. It is put in where {secret} stands, or signs.')}
      </p>
      <form class="fields" method="post" action={`${receiverPath(receiver)}/key`}>
        <PasswordField
          name="key"
          label={isSet ? text('Another key in its place') : text('The key')}
          autocomplete="new-password"
        />
        <button type="submit">{text('Set the key')}</button>
      </form>
    </section>
  );
}

export function DeleteReceiver({ receiver }: Props) {
  const text = useText();
  return (
    <details class="delete">
      <summary>{text('Delete the receiver')}</summary>
      <Danger
        action={`${receiverPath(receiver)}/delete`}
        agree={text('It hears of nothing any more, and what waits for it is dropped. Its log stays.')}
        button={text('Delete')}
      />
    </details>
  );
}
