import type { ComponentChildren } from 'preact';
import { NETWORKS } from '../../networks/index.ts';
import type { FlowField, FlowForm, FlowProblems } from '../flow-form.ts';
import { Say, useText } from '../reader.tsx';
import { Field, Lines } from './field.tsx';

/** Charsets that networks are known to send besides UTF-8; others may be typed. */
const CHARSETS = ['windows-1251', 'windows-1252', 'windows-1250', 'koi8-r', 'gbk', 'shift_jis', 'euc-kr'];

interface FlowFieldsProps {
  readonly form: FlowForm;
  readonly problems: FlowProblems;
}

interface FlowBasicsProps extends FlowFieldsProps {
  /** Of a flow whose network may be described instead. */
  readonly flowId?: string | undefined;
}

/** What a flow cannot do without. */
export function FlowBasics({ form, problems, flowId }: FlowBasicsProps) {
  const text = useText();
  const of = fieldsOf({ form, problems });
  return (
    <>
      <Field {...of('name')} label={text('Name of the flow')} required />
      <Field
        {...of('landing')}
        label={text('Landing URL')}
        hint={text('Where the tracking link leads; may hold macros such as {click}.')}
        placeholder="https://"
      />
      <Field
        {...of('network')}
        label={text('Network')}
        hint={text('Type to search {n} networks; empty: none of them.', { n: NETWORKS.length })}
        options={NETWORKS.map(({ name }) => name)}
      />
      {flowId !== undefined && <DescribeYourOwn flowId={flowId} />}
      <Field
        {...of('offer')}
        label={text('Offer link')}
        hint={text('As the network gives it. The flow’s page shows it with the click ID put in.')}
        placeholder="https://"
      />
    </>
  );
}

/** All else that can be set of it, in groups. */
export function FlowDetails({ form, problems }: FlowFieldsProps) {
  const text = useText();
  const of = fieldsOf({ form, problems });
  return (
    <>
      <Group title={text('Money')}>
        <div class="pair">
          <Field
            {...of('payout')}
            label={text('Default payout')}
            hint={text('Of leads that the network approves or holds without a price; empty: none.')}
            placeholder="12.50"
          />
          <Field
            {...of('currency')}
            label={text('Currency')}
            hint={text('Of payouts that come without one.')}
            placeholder="USD"
          />
        </div>
      </Group>
      <Group title={text('How postbacks are read')}>
        <Lines
          {...of('words')}
          label={text('Status words')}
          hint={text('One a line: sold = approve. Letters and digits count.')}
          rows={4}
        />
        <div class="pair">
          <Field
            {...of('charset')}
            label={text('Character set')}
            hint={text('Of what is not UTF-8.')}
            placeholder="utf-8"
            options={CHARSETS}
          />
          <Field
            {...of('reply')}
            label={text('Answer to a success')}
            hint={text('Where the network wants a text such as OK.')}
          />
        </div>
      </Group>
      <Group title={text('Who may send')}>
        <Lines
          {...of('origins')}
          label={text('Origins')}
          hint={text('Pages that may use the site key; empty: any.')}
          rows={2}
        />
        <Lines
          {...of('ranges')}
          label={text('IP ranges')}
          hint={text('Servers that may send postbacks; empty: any.')}
          rows={2}
        />
      </Group>
      <Group title={text('Data retention')}>
        <Field
          {...of('retention')}
          label={text('Days to keep contact data')}
          hint={text('Names, phones and other contact data of leads are removed after so long; empty: kept.')}
        />
      </Group>
    </>
  );
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <fieldset class="group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function fieldsOf({ form, problems }: FlowFieldsProps) {
  return (field: FlowField) => ({ name: field, value: form[field], problem: problems[field] });
}

/** Leads to the form of a network that is on no list. */
export function DescribeYourOwn({ flowId }: { flowId: string }) {
  const text = useText();
  const link = (
    <a href={`/console/flows/${encodeURIComponent(flowId)}/network`}>{text('describe your own network')}</a>
  );
  return (
    <p class="fine">
      <Say phrase="It is not in the list? Then {describe}." with={{ describe: link }} />
    </p>
  );
}
