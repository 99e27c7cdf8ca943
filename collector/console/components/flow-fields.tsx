import { NETWORKS } from '../../networks/index.ts';
import type { FlowField, FlowForm, FlowProblems } from '../flow-form.ts';
import { Field, Lines } from './field.tsx';

/** Charsets that networks are known to send besides UTF-8; others may be typed. */
const CHARSETS = ['windows-1251', 'windows-1252', 'windows-1250', 'koi8-r', 'gbk', 'shift_jis', 'euc-kr'];

interface FlowFieldsProps {
  readonly form: FlowForm;
  readonly problems: FlowProblems;
}

/** All that can be set of a flow. */
export function FlowFields({ form, problems }: FlowFieldsProps) {
  const of = (field: FlowField) => ({ name: field, value: form[field], problem: problems[field] });
  return (
    <>
      <Field {...of('name')} label="Name" required />
      <Field
        {...of('landing')}
        label="Landing URL"
        hint="Where the tracking link leads; may hold macros such as {click}."
      />
      <Field
        {...of('network')}
        label="Network"
        hint={`Type to search ${NETWORKS.length} networks; empty: none of them.`}
        options={NETWORKS.map(({ name }) => name)}
      />
      <div class="pair">
        <Field
          {...of('currency')}
          label="Currency"
          hint="Of payouts that come without one."
          placeholder="USD"
        />
        <Field
          {...of('charset')}
          label="Character set"
          hint="Of what is not UTF-8."
          placeholder="utf-8"
          options={CHARSETS}
        />
      </div>
      <Lines
        {...of('words')}
        label="Status words"
        hint="One a line: sold = approve. Letters and digits count."
        rows={5}
      />
      <Field {...of('reply')} label="Answer to a success" hint="Where the network wants a text such as OK." />
      <Lines
        {...of('origins')}
        label="Origins"
        hint="Pages that may use the site key; empty: any."
        rows={2}
      />
      <Lines
        {...of('ranges')}
        label="IP ranges"
        hint="Servers that may send postbacks; empty: any."
        rows={2}
      />
    </>
  );
}
