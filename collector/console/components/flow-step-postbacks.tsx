import {
  buildPostbackUrls,
  type NetworkTemplate,
  networkOf,
  type PostbackUrl,
} from '../../networks/index.ts';
import type { Flow } from '../../pipeline/lead.ts';
import { Say, useReader, useText } from '../reader.tsx';
import type { Text } from '../text/text.ts';
import { Copy } from './copy.tsx';
import { flowPath } from './flow-head.tsx';
import { FlowStep } from './flow-step.tsx';
import { Foreign } from './foreign.tsx';
import { HelpLink } from './help-link.tsx';
import { NoToken } from './no-token.tsx';

/** A postback token of the account. */
export interface ShownToken {
  readonly id: string;
  readonly name: string;
  /** The token itself. */
  readonly text: string;
}

interface StepPostbacksProps {
  readonly flow: Flow;
  readonly publicUrl: string;
  /** The account's working tokens; null where the reader may not see them. */
  readonly tokens: readonly ShownToken[] | null;
  /** The one that stands in the URLs. */
  readonly chosen: ShownToken | undefined;
}

/** What the network has to call, and a way to see it call. */
export function StepPostbacks({ flow, publicUrl, tokens, chosen }: StepPostbacksProps) {
  const { text, may } = useReader();
  const network = networkOf(flow);
  return (
    <FlowStep n={6} id="postbacks" title={text('Give the network your postback URL')}>
      {tokens === null && (
        <p class="soft">
          {text('The URLs hold a secret token: your role sees everything of a flow but these.')}{' '}
          <HelpLink topic="roles">{text('Who may see what')}</HelpLink>
        </p>
      )}
      {tokens?.length === 0 && <NoToken />}
      {tokens && tokens.length > 1 && <ChooseToken flow={flow} tokens={tokens} chosen={chosen} />}
      {chosen && <Urls network={network} publicUrl={publicUrl} token={chosen} />}
      {may('edit') && (
        <form class="actions-line" method="post" action={`${flowPath(flow)}/listen`}>
          <button type="submit" class="quiet">
            {text('Listen for the network’s test')}
          </button>
          <span class="fine">
            {text(
              'Shows how the test postback of the network’s own form is read, also with an invented click ID.',
            )}
          </span>
        </form>
      )}
    </FlowStep>
  );
}

function ChooseToken({
  flow,
  tokens,
  chosen,
}: Pick<StepPostbacksProps, 'flow' | 'chosen'> & { tokens: readonly ShownToken[] }) {
  const text = useText();
  return (
    <form class="row" action={`${flowPath(flow)}#step-postbacks`}>
      <label>
        {text('Token')}
        <select name="token">
          {tokens.map(({ id, name }) => (
            <option key={id} value={id} selected={id === chosen?.id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="quiet">
        {text('Use it')}
      </button>
    </form>
  );
}

function Urls({
  network,
  publicUrl,
  token,
}: {
  network: NetworkTemplate | undefined;
  publicUrl: string;
  token: ShownToken;
}) {
  const text = useText();
  const urls = postbackUrls(network, publicUrl, token.text, text);
  return (
    <>
      {urls.map(({ label, url }) => (
        <Copy key={label} label={label} text={url} />
      ))}
      {urls.length > 0 && (
        <p class="warn">
          <Say
            phrase="Secret: it holds the token «{token}». Whoever knows it can change your leads. Paste it into the network and nowhere else."
            with={{ token: <Foreign text={token.name} /> }}
          />
        </p>
      )}
      {network && urls.length === 0 && (
        <p>{text('No postbacks of {network} are known.', { network: network.name })}</p>
      )}
      {!network && <p class="soft">{text('Choose the flow’s network to get its macros filled in.')}</p>}
    </>
  );
}

/** The flow knows the network's words, so that a mapping that is mended later needs no new URL. */
function postbackUrls(
  network: NetworkTemplate | undefined,
  collectorUrl: string,
  token: string,
  text: Text,
): PostbackUrl[] {
  if (network) {
    const urls = buildPostbackUrls(network, { collectorUrl, token, mapping: 'flow' });
    return urls.map((each) =>
      each.label === 'All statuses' ? { ...each, label: text('For all statuses') } : each,
    );
  }
  const url = `${collectorUrl}/api/track/postback.json?id=${token}&click=CLICK&uid=ORDER&status=STATUS&price=PAYOUT&currency=CURRENCY`;
  return [{ label: text('Put your network’s macros in place of the capitals'), url }];
}
