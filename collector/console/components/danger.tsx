import type { ComponentChildren } from 'preact';
import { Tick } from './tick.tsx';

interface DangerProps {
  readonly action: string;
  /** What there is to say yes to. */
  readonly agree: ComponentChildren;
  readonly button: string;
  /** Fields that go along. */
  readonly children?: ComponentChildren;
}

/** A button for what cannot be undone: it asks for a tick first, which the action looks at (`confirm`). */
export function Danger({ action, agree, button, children }: DangerProps) {
  return (
    <form class="fields" method="post" action={action}>
      {children}
      <Tick name="confirm" required>
        {agree}
      </Tick>
      <button type="submit" class="danger">
        {button}
      </button>
    </form>
  );
}
