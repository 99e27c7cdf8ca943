import { NETWORKS } from '../../networks/index.ts';
import type { FlowField, FlowForm, FlowProblems } from '../flow-form.ts';

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

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly problem?: string | undefined;
  readonly hint?: string | undefined;
  readonly placeholder?: string;
  readonly required?: boolean;
  /** What may be chosen; anything else may be typed. */
  readonly options?: readonly string[];
}

/** A line of text with what is wrong with it. */
export function Field(props: FieldProps) {
  const { name, label, value, problem, hint, placeholder, required, options } = props;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        {...{ name, value, placeholder, required }}
        {...described(name, problem)}
        list={options && `${name}-list`}
        autocomplete="off"
        spellcheck={false}
      />
      {options && (
        <datalist id={`${name}-list`}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
      <Hint name={name} problem={problem} hint={hint} />
    </div>
  );
}

function Lines({ name, label, value, problem, hint, rows }: FieldProps & { readonly rows: number }) {
  const height = Math.max(rows, Math.min(12, value.split('\n').length + 1));
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <textarea id={name} name={name} rows={height} {...described(name, problem)} spellcheck={false}>
        {value}
      </textarea>
      <Hint name={name} problem={problem} hint={hint} />
    </div>
  );
}

function described(name: string, problem: string | undefined) {
  return { 'aria-describedby': `${name}-hint`, 'aria-invalid': problem ? ('true' as const) : undefined };
}

function Hint({ name, problem, hint }: Pick<FieldProps, 'name' | 'problem' | 'hint'>) {
  return (
    <p id={`${name}-hint`} class={problem ? 'problem' : 'fine'}>
      {problem ?? hint}
    </p>
  );
}
