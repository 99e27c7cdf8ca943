import type { ComponentChildren } from 'preact';

interface FiltersProps {
  readonly path: string;
  /** Some filter is set: offer to drop them. */
  readonly active: boolean;
  readonly children: ComponentChildren;
}

/** The form above a list. */
export function Filters({ path, active, children }: FiltersProps) {
  return (
    <form class="filters" action={path}>
      {children}
      <button type="submit">Filter</button>
      {active && (
        <a class="clear" href={path}>
          Clear
        </a>
      )}
    </form>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
}

export function Choice({ name, label, value, options }: ChoiceProps) {
  return (
    <label>
      {label}
      <select name={name}>
        <option value="">all</option>
        {options.map(([each, text]) => (
          <option key={each} value={each} selected={each === value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** For a click ID. Accepts what people paste: dashes, upper case, spaces around it. */
export function ClickField({ value }: { value: string }) {
  return (
    <label class="click">
      Click
      <input name="click" value={value} placeholder="32 hex digits" spellcheck={false} autocomplete="off" />
    </label>
  );
}
