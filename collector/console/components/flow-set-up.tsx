import { buildOfferLink, buildPostbackUrls, type NetworkTemplate, networkOf } from '../../networks/index.ts';
import type { Flow } from '../../pipeline/lead.ts';
import { HIDDEN_INPUT, type PinnedTagOptions, trackingLink } from '../snippets.ts';
import { CheckForm } from './check-form.tsx';
import { Copy } from './copy.tsx';
import { NetworkGuide } from './network-guide.tsx';
import { ScriptTags } from './script-tags.tsx';

interface FlowSetUpProps {
  readonly flow: Flow;
  readonly tag: PinnedTagOptions;
  /** The account's first postback token; null where it has none. */
  readonly token: { readonly name: string; readonly text: string } | null;
  /** The offer link that the click ID is to be put in, as it was typed. */
  readonly offer: string;
}

/** Everything that has to be copied to pages and to the network. */
export function FlowSetUp({ flow, tag, token, offer }: FlowSetUpProps) {
  const { publicUrl } = tag;
  const network = networkOf(flow);
  return (
    <>
      <section>
        <h2>Pages</h2>
        <Copy label="Tracking link, for your ads" text={trackingLink(publicUrl, flow)} />
        <ScriptTags flow={flow} tag={tag} />
        <Copy label="Hidden input, for forms written by hand; the script fills it" text={HIDDEN_INPUT} />
      </section>
      <section>
        <h2>Check a page</h2>
        <CheckForm flow={flow} url={null} />
      </section>
      <section id="postbacks">
        <h2>Postback URL{network && <> for {network.name}</>}</h2>
        {token ? (
          <PostbackUrls network={network} publicUrl={publicUrl} token={token} />
        ) : (
          <p>The account has no postback token yet: make one with the command token-add.</p>
        )}
      </section>
      {network && (
        <section id="offer">
          <h2>Offer link</h2>
          <OfferLinkForm flow={flow} network={network} offer={offer} />
        </section>
      )}
      {network && (
        <section class="guide">
          <h2>{network.name}</h2>
          <NetworkGuide network={network} />
        </section>
      )}
    </>
  );
}

interface PostbackUrlsProps {
  readonly network: NetworkTemplate | undefined;
  readonly publicUrl: string;
  readonly token: { readonly name: string; readonly text: string };
}

function PostbackUrls({ network, publicUrl, token }: PostbackUrlsProps) {
  // The flow knows the network's words, so that a mapping that is mended later needs no new URL.
  const urls = network
    ? buildPostbackUrls(network, { collectorUrl: publicUrl, token: token.text, mapping: 'flow' })
    : [
        {
          label: 'Put your network’s macros in place of the capitals',
          url: anyNetwork(publicUrl, token.text),
        },
      ];
  return (
    <>
      {urls.map(({ label, url }) => (
        <Copy key={label} label={label} text={url} />
      ))}
      {urls.length > 0 && (
        <p class="warn">
          Secret: it holds the token «{token.name}». Whoever knows it can change your leads. Paste it into the
          network and nowhere else.
        </p>
      )}
      {network && urls.length === 0 && <p>No postbacks of {network.name} are known.</p>}
      {!network && <p class="soft">Choose the flow’s network to get its macros filled in.</p>}
    </>
  );
}

function anyNetwork(publicUrl: string, token: string): string {
  return `${publicUrl}/api/track/postback.json?id=${token}&click=CLICK&uid=ORDER&status=STATUS&price=PAYOUT&currency=CURRENCY`;
}

interface OfferLinkFormProps {
  readonly flow: Flow;
  readonly network: NetworkTemplate;
  readonly offer: string;
}

function OfferLinkForm({ flow, network, offer }: OfferLinkFormProps) {
  const built = offer === '' ? null : buildOfferLink(network, offer);
  const isBuilt = built !== null && 'url' in built;
  return (
    <>
      <form class="row" action={`/console/flows/${flow.id}#offer`}>
        <div class="field">
          <label for="offer-link">Your link from {network.name}</label>
          <input
            id="offer-link"
            name="offer"
            value={offer}
            placeholder="https://"
            autocomplete="off"
            spellcheck={false}
            aria-describedby="offer-hint"
          />
          <p id="offer-hint" class={built && !isBuilt ? 'problem' : 'fine'}>
            {built && !isBuilt ? built.problem : 'The click ID is put where the network returns it from.'}
          </p>
        </div>
        <button type="submit" class="quiet">
          Add the click ID
        </button>
      </form>
      {isBuilt && <Copy label="For links on your pages, or as the flow’s landing URL" text={built.url} />}
    </>
  );
}
