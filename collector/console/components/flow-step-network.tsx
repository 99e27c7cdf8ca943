import { NETWORKS, networkOf } from '../../networks/index.ts';
import type { Flow } from '../../pipeline/lead.ts';
import { useReader } from '../reader.tsx';
import { Field } from './field.tsx';
import { DescribeYourOwn } from './flow-fields.tsx';
import { flowPath } from './flow-head.tsx';
import { FlowStep } from './flow-step.tsx';
import { Foreign } from './foreign.tsx';
import { NetworkGuide } from './network-guide.tsx';

interface StepNetworkProps {
  readonly flow: Flow;
  /** What was typed, and what is wrong with it. */
  readonly typed?: string | undefined;
  readonly problem?: string | undefined;
}

/** Which network the flow works with: all that follows is written in its words. */
export function StepNetwork({ flow, typed, problem }: StepNetworkProps) {
  const { text, may } = useReader();
  const network = networkOf(flow);
  const form = may('edit') && (
    <>
      <form class="row" method="post" action={`${flowPath(flow)}/network-choice`}>
        <Field
          name="network"
          label={text('Network')}
          value={typed ?? ''}
          problem={problem}
          hint={text('Type to search {n} networks.', { n: NETWORKS.length })}
          options={NETWORKS.map(({ name }) => name)}
          required
        />
        <button type="submit" class={network ? 'quiet' : undefined}>
          {text('Choose')}
        </button>
      </form>
      <DescribeYourOwn flowId={flow.id} />
    </>
  );
  if (!network)
    return (
      <FlowStep n={1} id="network" title={text('Choose the network')}>
        {form || <p class="soft">{text('No network is chosen yet.')}</p>}
      </FlowStep>
    );
  return (
    <FlowStep n={1} id="network" title={text('The network')}>
      <p>
        <strong>
          <Foreign text={network.name} />
        </strong>{' '}
        {flow.ownNetwork && (
          <>
            <span class="soft">{text('described by you')}</span>
            {may('edit') && (
              <>
                {' · '}
                <a href={`${flowPath(flow)}/network`}>{text('Change its description')}</a>
              </>
            )}
          </>
        )}
      </p>
      <details>
        <summary>{text('Its macros and words')}</summary>
        <div class="guide">
          <NetworkGuide network={network} />
        </div>
      </details>
      {form && (
        <details open={problem !== undefined}>
          <summary>{text('Choose another network')}</summary>
          {form}
        </details>
      )}
    </FlowStep>
  );
}
