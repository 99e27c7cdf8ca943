interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly problem?: string | undefined;
  readonly hint?: string | undefined;
  readonly placeholder?: string;
  readonly required?: boolean;
  /** What may be chosen; anything else may be typed. */
  readonly options?: readonly string[] | undefined;
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

interface PasswordFieldProps extends Pick<FieldProps, 'name' | 'label' | 'problem' | 'hint'> {
  readonly autocomplete: 'current-password' | 'new-password';
  readonly autofocus?: boolean;
}

/** A password, which is never sent back to the browser. */
export function PasswordField({ name, label, problem, hint, autocomplete, autofocus }: PasswordFieldProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        type="password"
        {...{ name, autocomplete, autofocus }}
        {...described(name, problem)}
        required
      />
      <Hint name={name} problem={problem} hint={hint} />
    </div>
  );
}

/** Several lines of text with what is wrong with them. */
export function Lines({ name, label, value, problem, hint, rows }: FieldProps & { readonly rows: number }) {
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
