import type { ComponentChildren } from 'preact';

interface TickProps {
  readonly name: string;
  readonly value?: string;
  readonly checked?: boolean;
  readonly required?: boolean;
  readonly children: ComponentChildren;
}

/** A box to tick. */
export function Tick({ name, value = 'yes', checked, required, children }: TickProps) {
  return (
    <label class="tick">
      <input type="checkbox" {...{ name, value, checked, required }} />
      <span>{children}</span>
    </label>
  );
}
