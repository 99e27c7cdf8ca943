import type { ComponentChildren } from 'preact';
import type { Remark, Step } from '../../pipeline/postback.ts';
import { Badge } from './badge.tsx';
import { Foreign } from './foreign.tsx';

const STEP_NAMES: Readonly<Record<Step, string>> = {
  parse: 'Read',
  access: 'Access',
  click: 'Click',
  status: 'Status',
  match: 'Lead',
  apply: 'Apply',
};

/** Each step with its rule, and what came of it. */
export function Steps({ remarks, outcome }: { remarks: readonly Remark[]; outcome: ComponentChildren }) {
  return (
    <ol class="steps">
      {remarks.map(({ step, says, warning }) => (
        <li key={says}>
          <span class="step">{STEP_NAMES[step]}</span>
          <span>
            <Foreign text={says} /> {warning && <Badge tone="wait">{warning}</Badge>}
          </span>
        </li>
      ))}
      <li>
        <span class="step">Outcome</span>
        <span class="badges">{outcome}</span>
      </li>
    </ol>
  );
}
