import { STATUSES } from '../../pipeline/postback.ts';
import type { EditedField, LeadEdit, LeadForm } from '../read-lead-edit.ts';
import { useReader } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { Field, Lines } from './field.tsx';

interface LeadFieldsProps {
  readonly form: LeadForm;
  readonly problems: LeadEdit['problems'];
}

/** All that can be changed of a lead. */
export function LeadFields({ form, problems }: LeadFieldsProps) {
  const { text } = useReader();
  const of = (name: EditedField, label: Phrase) => {
    const problem = problems[name];
    return {
      ...{ name, label: text(label), value: form[name] ?? '' },
      problem: problem && text(problem),
    };
  };
  return (
    <>
      <div class="field">
        <label for="status">{text('Status')}</label>
        <select id="status" name="status">
          {STATUSES.map((status) => (
            <option key={status} value={status} selected={status === form.status}>
              {status}
            </option>
          ))}
        </select>
      </div>
      <div class="pair">
        <Field {...of('price', 'Payout')} />
        <Field {...of('currency', 'Currency')} />
      </div>
      <div class="pair">
        <Field {...of('uid', 'UID')} />
        <Field {...of('goal', 'Goal')} />
      </div>
      <div class="pair">
        <Field {...of('name', 'Name')} />
        <Field {...of('phone', 'Phone')} />
      </div>
      <div class="pair">
        <Field {...of('email', 'Email')} />
        <Field {...of('geo', 'Country')} />
      </div>
      <Lines {...of('comment', 'Comment')} rows={3} />
      <fieldset>
        <legend>{text('Custom fields')}</legend>
        {Object.keys(form)
          .filter((name) => name.startsWith('meta['))
          .map((name) => (
            <MetaField
              key={name}
              name={name.slice('meta['.length, -1)}
              value={form[name] ?? ''}
              problem={problems[name]}
            />
          ))}
        <MetaField name="" value="" problem={undefined} />
      </fieldset>
    </>
  );
}

interface MetaFieldProps {
  /** Empty for a new one. */
  readonly name: string;
  readonly value: string;
  readonly problem: Phrase | undefined;
}

function MetaField({ name, value, problem }: MetaFieldProps) {
  const { text } = useReader();
  const entry = {
    name: 'meta-value',
    'aria-label': name || text('Its value'),
    'aria-invalid': problem ? ('true' as const) : undefined,
    spellcheck: false,
  };
  return (
    <div class="pair meta-field">
      <input
        name="meta-name"
        value={name}
        readOnly={name !== ''}
        placeholder={text('A new one')}
        aria-label={text('Name of the custom field')}
        spellcheck={false}
        autocomplete="off"
      />
      {value.includes('\n') ? (
        // A line of input would join the lines of an address.
        <textarea rows={3} {...entry}>
          {value}
        </textarea>
      ) : (
        <input value={value} autocomplete="off" {...entry} />
      )}
      {problem && <p class="problem">{text(problem)}</p>}
    </div>
  );
}
