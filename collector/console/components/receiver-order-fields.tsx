import { useText } from '../reader.tsx';
import { Field } from './field.tsx';
import { fieldsOf, type ReceiverFieldsProps } from './receiver-fields.tsx';
import { Tick } from './tick.tsx';

/** How a network's answer to an order is read, and what is done where it is silent. */
export function OrderFields({ form, problems }: ReceiverFieldsProps) {
  const text = useText();
  const of = fieldsOf({ form, problems });
  const isWrong = ['accepted', 'refused', 'uid', 'reason', 'ack'].some((name) => problems[name]);
  return (
    <details open={form.text.kind === 'order' || isWrong}>
      <summary>{text('Of orders: the network’s answer')}</summary>
      <div class="fields">
        <p class="fine">
          {text(
            'A rule is a path into JSON ($.status = ok) or text in which * is anything (OK *); several are joined by ||.',
          )}
        </p>
        <div class="pair">
          <Field
            {...of('accepted')}
            label={text('Accepted, where')}
            hint={text('Empty: every 2xx.')}
            placeholder="$.status = ok"
          />
          <Field
            {...of('refused')}
            label={text('Refused, where')}
            hint={text('The lead becomes trash, with the reason.')}
            placeholder="$.status = error"
          />
          <Field
            {...of('uid')}
            label={text('The network’s ID of the lead')}
            hint={text('Later postbacks find the lead by it. In a text: {uid}.')}
            placeholder="$.data.id"
          />
          <Field
            {...of('reason')}
            label={text('Reason of a refusal')}
            hint={text('In a text: {reason}.')}
            placeholder="$.message"
          />
        </div>
        <Tick name="keyed" checked={form.ticks.has('keyed')}>
          {text(
            'The network knows by {lead} an order that comes twice: tries whose outcome is unsure may be repeated',
          )}
        </Tick>
        <Field
          {...of('ack')}
          label={text('Hours without a postback until it is suspicious')}
          hint={text('Empty: never.')}
          placeholder="24"
        />
      </div>
    </details>
  );
}
