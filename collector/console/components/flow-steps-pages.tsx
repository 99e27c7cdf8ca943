import type { Flow } from '../../pipeline/lead.ts';
import { Say, useReader, useText } from '../reader.tsx';
import {
  HIDDEN_INPUT,
  imagePixel,
  LEAD_SNIPPET,
  type PinnedTagOptions,
  scriptTag,
  trackingLink,
} from '../snippets.ts';
import { TRAFFIC_SOURCES } from '../traffic-sources.ts';
import { Copy } from './copy.tsx';
import { flowPath } from './flow-head.tsx';
import { FlowStep } from './flow-step.tsx';
import { HelpLink } from './help-link.tsx';
import { ScriptTags } from './script-tags.tsx';

interface StepProps {
  readonly flow: Flow;
  readonly tag: PinnedTagOptions;
}

/** The tracking link, also with the macros of where ads run. */
export function StepAds({ flow, tag }: StepProps) {
  const { text, may } = useReader();
  const link = trackingLink(tag.publicUrl, flow);
  return (
    <FlowStep n={2} id="ads" title={text('Send visitors to the tracking link')}>
      {flow.landingUrl === '' && (
        <p class="warn">
          {text('The flow has no landing URL yet, so this link leads nowhere.')}{' '}
          {may('edit') && <a href={`${flowPath(flow)}/settings`}>{text('Set it')}</a>}
        </p>
      )}
      <Copy label={text('Tracking link, for your ads')} text={link} />
      <details>
        <summary>{text('With the macros of Facebook, Google, TikTok and others')}</summary>
        {TRAFFIC_SOURCES.map(({ name, query }) => (
          <Copy key={name} label={name} text={`${link}?${query}`} />
        ))}
      </details>
    </FlowStep>
  );
}

/** What makes a page know the click. */
export function StepPages({ flow, tag }: StepProps) {
  const text = useText();
  return (
    <FlowStep n={3} id="pages" title={text('Put the script on your pages')}>
      <ScriptTags flow={flow} tag={tag} />
      <details>
        <summary>{text('Forms written by hand')}</summary>
        <p class="fine">
          {text(
            'Every form gets the click ID by itself. Put the field in yourself where your server checks it.',
          )}
        </p>
        <Copy label={text('Hidden input; the script fills it')} text={HIDDEN_INPUT} />
      </details>
      <p class="fine">
        <Say
          phrase="Step by step for {gtm}, {wordpress} and {form}."
          with={{
            gtm: <HelpLink topic="tag-manager">Google Tag Manager</HelpLink>,
            wordpress: <HelpLink topic="wordpress">WordPress</HelpLink>,
            form: <HelpLink topic="hand-made-form">{text('a form of your own')}</HelpLink>,
          }}
        />
      </p>
    </FlowStep>
  );
}

/** How a page tells of its lead. */
export function StepLead({ flow, tag }: StepProps) {
  const text = useText();
  return (
    <FlowStep n={5} id="lead" title={text('Report the lead from the thank-you page')}>
      <p class="soft">
        {text('Leave this out where the form goes to the network: then its postback brings the lead.')}
      </p>
      <Copy
        label={text(
          'Without code: this script in place of that of step 3; pages whose address contains /thanks report the lead',
        )}
        text={scriptTag(tag, flow, { 'data-auto': '/thanks' })}
      />
      <details>
        <summary>{text('By your own code, or without scripts')}</summary>
        <Copy label={text('On the thank-you page, below the script')} text={LEAD_SNIPPET} />
        <Copy
          label={text('An image where no scripts run; your server writes the click ID in place of CLICK')}
          text={imagePixel(tag, flow)}
        />
        <p class="fine">
          <HelpLink topic="image-pixel">{text('What the image can and cannot do')}</HelpLink>
        </p>
      </details>
    </FlowStep>
  );
}
