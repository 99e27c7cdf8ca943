import type { ComponentChildren } from 'preact';

interface FlowStepProps {
  readonly n: number;
  /** What links lead to, after `step-`: fields of a form have IDs of their own. */
  readonly id: string;
  /** In the reader's language. */
  readonly title: string;
  readonly children: ComponentChildren;
}

/** One step of a flow's set-up. */
export function FlowStep({ n, id, title, children }: FlowStepProps) {
  return (
    <section class="set-up" id={`step-${id}`}>
      <h2>
        <span class="n">{n}</span> {title}
      </h2>
      {children}
    </section>
  );
}
