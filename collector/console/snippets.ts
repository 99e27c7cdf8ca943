import { isBelowDomain } from '../below-domain.ts';
import { PREFIXES } from '../http/doors.ts';
import type { Flow } from '../pipeline/lead.ts';

/** What of the configuration stands in script tags; see `config.ts`. */
export interface TagOptions {
  /** How the world reaches the collector, without a slash at the end. */
  readonly publicUrl: string;
  readonly scriptName: string;
  readonly trackPath: string;
  readonly cookieDomain: string | null;
}

export interface PinnedTagOptions extends TagOptions {
  /** The SDK that is served: its version, and its Subresource Integrity `sha384-…`. */
  readonly sdk: { readonly version: string; readonly integrity: string };
}

/** What tags take from a flow. */
export type TagFlow = Pick<Flow, 'siteKey' | 'landingUrl'>;

/** More settings of the SDK, as attributes of its tag: `{ 'data-auto': '/thanks' }`. Values hold no quotes. */
export type TagSettings = Readonly<Record<`data-${string}`, string>>;

/** Where visitors are sent: makes a click, then leads to the flow's landing page. */
export function trackingLink(publicUrl: string, { id }: Pick<Flow, 'id'>): string {
  return `${publicUrl}/c/${id}`;
}

/** For the head of the landing page and the thank-you page. */
export function scriptTag(options: TagOptions, flow: TagFlow, settings: TagSettings = {}): string {
  return tagFor(`${options.publicUrl}/${options.scriptName}`, '', options, flow, settings);
}

/** The same for pages that want to know every byte: the browser runs this version or nothing. */
export function pinnedScriptTag(options: PinnedTagOptions, flow: TagFlow): string {
  const { publicUrl, sdk } = options;
  const pin = ` integrity="${sdk.integrity}" crossorigin="anonymous"`;
  return tagFor(`${publicUrl}/sdk/${sdk.version}.js`, pin, options, flow, {});
}

function tagFor(src: string, pin: string, options: TagOptions, flow: TagFlow, settings: TagSettings): string {
  const path = options.trackPath === PREFIXES[0] ? '' : ` data-path="${options.trackPath.slice(1)}"`;
  // Script and collector must write one cookie, not one for the host and one for its domain.
  const shared = isBelowDomain(hostOf(flow.landingUrl), options.cookieDomain)
    ? ` data-domain="${options.cookieDomain}"`
    : '';
  const more = Object.entries(settings).map(([name, value]) => ` ${name}="${value}"`);
  return `<script defer src="${src}"${pin} data-key="${flow.siteKey}"${path}${shared}${more.join('')}></script>`;
}

/** The host of an address; empty where it has none. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

/** For forms that are written by hand: the script puts the click ID in. */
export const HIDDEN_INPUT = '<input type="hidden" name="subid" value="{click}">';

/** For the thank-you page, below the script tag: it reports who has ordered. */
export const LEAD_SNIPPET = `<script>
  addEventListener('DOMContentLoaded', () => subpixel.lead({ name: 'NAME', phone: 'PHONE' }));
</script>`;

/** A lead without any script. Its address holds nothing of the buyer: addresses end up in logs. */
export function imagePixel({ publicUrl, trackPath }: TagOptions, { siteKey }: TagFlow): string {
  return `<img src="${publicUrl}${trackPath}/lead.gif?key=${siteKey}&click=CLICK" width="1" height="1" alt="">`;
}
