import type { ComponentChildren } from 'preact';
import type { Remark, Step } from '../../pipeline/postback.ts';
import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { Badge } from './badge.tsx';
import { HelpLink } from './help-link.tsx';
import { Sentence } from './sentence.tsx';

const STEP_NAMES: Readonly<Record<Step, Phrase>> = {
  parse: 'Read',
  access: 'Access',
  click: 'Click',
  status: 'Status',
  match: 'Lead',
  apply: 'Apply',
  send: 'Sent on',
};

/** Each step with its rule, and what came of it. */
export function Steps({ remarks, outcome }: { remarks: readonly Remark[]; outcome: ComponentChildren }) {
  const text = useText();
  return (
    <ol class="steps">
      {remarks.map(({ step, says, warning }) => (
        <li key={says}>
          <span class="step">{text(STEP_NAMES[step])}</span>
          <span>
            <Sentence text={says} />{' '}
            {warning && (
              <Badge tone="wait">
                <HelpLink topic={`warning-${warning}`}>{warning}</HelpLink>
              </Badge>
            )}
          </span>
        </li>
      ))}
      <li>
        <span class="step">{text('Outcome')}</span>
        <span class="badges">{outcome}</span>
      </li>
    </ol>
  );
}
