import type { OutgoingDetail } from '../../storage/outgoing.ts';
import { mayResend } from '../../storage/resend.ts';
import { useText } from '../reader.tsx';
import { Danger } from './danger.tsx';
import { outgoingPath } from './outgoing-columns.tsx';

/** What a person can do about a message. */
export function MessageActions({ message }: { message: OutgoingDetail }) {
  const { state, kind, isReceiverOn, request } = message;
  const path = outgoingPath(message.id);
  if (state === 'waiting') return <Cancel path={path} />;
  if (state === 'unsure') return <Doubt path={path} message={message} />;
  if (mayResend(message)) return kind === 'order' ? <OrderAgain path={path} /> : <Again path={path} />;
  return isReceiverOn || request.erased ? null : <ReceiverIsOff />;
}

function Cancel({ path }: { path: string }) {
  const text = useText();
  return (
    <section class="actions">
      <form method="post" action={`${path}/cancel`}>
        <button type="submit" class="quiet">
          {text('Do not send it')}
        </button>
      </form>
      <p class="soft">{text('It can be sent later by hand.')}</p>
    </section>
  );
}

function Again({ path }: { path: string }) {
  const text = useText();
  return (
    <section class="actions">
      <form method="post" action={`${path}/resend`}>
        <button type="submit">{text('Send once more')}</button>
      </form>
      <p class="soft">{text('The same request goes out as a new message.')}</p>
    </section>
  );
}

function OrderAgain({ path }: { path: string }) {
  const text = useText();
  return (
    <section>
      <h2>{text('Order once more')}</h2>
      <Danger
        action={`${path}/resend`}
        agree={text(
          'The network does not have this order; a second one may be paid for, or take the lead from us.',
        )}
        button={text('Send once more')}
      />
    </section>
  );
}

/** An order that may have arrived. */
function Doubt({ path, message }: { path: string; message: OutgoingDetail }) {
  const text = useText();
  return (
    <section class="doubt">
      <form class="fields" method="post" action={`${path}/arrived`}>
        <h2>{text('The network has it')}</h2>
        <label class="field" for="uid">
          {text('What it calls the lead, if it says so')}
          <input id="uid" name="uid" maxLength={128} autocomplete="off" spellcheck={false} />
        </label>
        <button type="submit">{text('It has arrived')}</button>
      </form>
      <div>
        <h2>{text('The network does not have it')}</h2>
        {message.request.erased ? (
          <p class="soft">
            {text('What this message said about its buyer was erased, so it cannot be sent again.')}
          </p>
        ) : message.isReceiverOn ? (
          <Danger
            action={`${path}/again`}
            agree={text('I have looked for it there, and it is not there.')}
            button={text('Send again')}
          />
        ) : (
          <p class="soft">{text('Its receiver is off or deleted: switch it on to send this again.')}</p>
        )}
      </div>
    </section>
  );
}

function ReceiverIsOff() {
  const text = useText();
  return <p class="fine">{text('Its receiver is off or deleted: switch it on to send this again.')}</p>;
}
