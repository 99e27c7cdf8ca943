import type { ComponentChildren } from 'preact';
import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';

interface FiltersProps {
  readonly path: string;
  /** Some filter is set: offer to drop them. */
  readonly active: boolean;
  readonly children: ComponentChildren;
}

/** The form above a list. */
export function Filters({ path, active, children }: FiltersProps) {
  const text = useText();
  return (
    <form class="filters" action={path}>
      {children}
      <button type="submit">{text('Filter')}</button>
      {active && (
        <a class="clear" href={path}>
          {text('Clear')}
        </a>
      )}
    </form>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: Phrase;
  readonly value: string;
  /** In the reader's language. */
  readonly options: readonly (readonly [value: string, text: string])[];
}

export function Choice({ name, label, value, options }: ChoiceProps) {
  const text = useText();
  return (
    <label>
      {text(label)}
      <select name={name}>
        <option value="">{text('all')}</option>
        {options.map(([each, name]) => (
          <option key={each} value={each} selected={each === value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** For a click ID. Accepts what people paste: dashes, upper case, spaces around it. */
export function ClickField({ value }: { value: string }) {
  const text = useText();
  return (
    <label class="click">
      {text('Click')}
      <input
        name="click"
        value={value}
        placeholder={text('32 hex digits')}
        spellcheck={false}
        autocomplete="off"
      />
    </label>
  );
}
