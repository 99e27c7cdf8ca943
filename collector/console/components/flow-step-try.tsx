import type { Flow } from '../../pipeline/lead.ts';
import { useText } from '../reader.tsx';
import { CheckForm } from './check-form.tsx';
import { flowPath } from './flow-head.tsx';
import { FlowStep } from './flow-step.tsx';

/** Whether it works, before visitors cost money. */
export function StepTry({ flow }: { flow: Flow }) {
  const text = useText();
  return (
    <FlowStep n={7} id="try" title={text('Try it before visitors cost money')}>
      <CheckForm flow={flow} url={null} />
      <p class="actions-line">
        <a class="button" href={`${flowPath(flow)}/test`}>
          {text('Send a test postback')}
        </a>
        <span class="fine">
          {text('Plays the network: any status, price and goal, and shows each step of the decision.')}
        </span>
      </p>
    </FlowStep>
  );
}
