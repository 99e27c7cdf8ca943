import { buildOfferLink, type NetworkTemplate, networkOf, type OfferLink } from '../../networks/index.ts';
import type { Flow } from '../../pipeline/lead.ts';
import { Say, useReader } from '../reader.tsx';
import { hostOf, type PinnedTagOptions, scriptTag } from '../snippets.ts';
import { Copy } from './copy.tsx';
import { Field, Lines } from './field.tsx';
import { flowPath } from './flow-head.tsx';
import { FlowStep } from './flow-step.tsx';
import { Sentence } from './sentence.tsx';

interface StepOfferProps {
  readonly flow: Flow;
  readonly tag: PinnedTagOptions;
  /** More links that the click ID is to be put in, one a line, as they were typed. */
  readonly more: string;
  /** What was typed as the offer link, and what is wrong with it. */
  readonly typed?: string | undefined;
  readonly problem?: string | undefined;
}

/** The network's link with the click ID where the network returns it from. */
export function StepOffer({ flow, tag, more, typed, problem }: StepOfferProps) {
  const { text, may } = useReader();
  const network = networkOf(flow);
  const built = network && flow.offerUrl !== '' ? buildOfferLink(network, flow.offerUrl) : null;
  const save = may('edit') && (
    <form class="row" method="post" action={`${flowPath(flow)}/offer`}>
      <Field
        name="offer"
        label={text('Your link from the network')}
        value={typed ?? flow.offerUrl}
        problem={problem}
        hint={text('The click ID is put where the network returns it from.')}
        placeholder="https://"
        required
      />
      <button type="submit" class={built ? 'quiet' : undefined}>
        {text('Add the click ID')}
      </button>
    </form>
  );
  return (
    <FlowStep n={4} id="offer" title={text('Give the offer link the click ID')}>
      {!network && (
        <p class="soft">{text('Choose the network first: each returns the click ID from another place.')}</p>
      )}
      {network && !built && (save || <p class="soft">{text('No offer link is set yet.')}</p>)}
      {built && (
        <Built link={built} label={text('For links and forms on your pages, or as the flow’s landing URL')} />
      )}
      {built && save && (
        <details open={problem !== undefined}>
          <summary>{text('Change the link')}</summary>
          {save}
        </details>
      )}
      {network && <MoreLinks flow={flow} network={network} more={more} />}
      <details>
        <summary>{text('Add the click ID to all links of a page automatically')}</summary>
        <p class="fine">
          <Say
            phrase="The script replaces {macro} in every link, form and frame of the page. Links to your own other sites need no macro: name their hosts in {attribute}, and all links to them get ?click=…"
            with={{ macro: <code>{'{click}'}</code>, attribute: <code>data-hosts</code> }}
          />
        </p>
        <Copy
          label={text('The script with such hosts')}
          text={scriptTag(tag, flow, { 'data-hosts': hostOf(flow.landingUrl) || 'shop.example' })}
        />
      </details>
    </FlowStep>
  );
}

function Built({ link, label }: { link: OfferLink; label: string }) {
  if ('url' in link) return <Copy label={label} text={link.url} />;
  return (
    <p class="problem">
      <Sentence text={link.problem} />
    </p>
  );
}

/** The same for any number of links at once; nothing is stored. */
function MoreLinks({ flow, network, more }: { flow: Flow; network: NetworkTemplate; more: string }) {
  const { text } = useReader();
  const links = more
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return (
    <details open={links.length > 0} id="links">
      <summary>{text('Other links of this network')}</summary>
      <form class="fields" action={`${flowPath(flow)}#links`}>
        <Lines
          name="links"
          label={text('Links, one a line')}
          value={more}
          hint={text('They are shown with the click ID put in; nothing is stored.')}
          rows={2}
        />
        <button type="submit" class="quiet">
          {text('Show the links')}
        </button>
      </form>
      {links.map((link) => (
        <Built key={link} link={buildOfferLink(network, link)} label={link} />
      ))}
    </details>
  );
}
