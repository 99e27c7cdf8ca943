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
type TagFlow = Pick<Flow, 'siteKey' | 'landingUrl'>;

/** Where visitors are sent: makes a click, then leads to the flow's landing page. */
export function trackingLink(publicUrl: string, { id }: Pick<Flow, 'id'>): string {
  return `${publicUrl}/c/${id}`;
}

/** For the head of the landing page and the thank-you page. */
export function scriptTag(options: TagOptions, flow: TagFlow): string {
  return tagFor(`${options.publicUrl}/${options.scriptName}`, '', options, flow);
}

/** The same for pages that want to know every byte: the browser runs this version or nothing. */
export function pinnedScriptTag(options: PinnedTagOptions, flow: TagFlow): string {
  const { publicUrl, sdk } = options;
  const pin = ` integrity="${sdk.integrity}" crossorigin="anonymous"`;
  return tagFor(`${publicUrl}/sdk/${sdk.version}.js`, pin, options, flow);
}

function tagFor(src: string, pin: string, options: TagOptions, flow: TagFlow): string {
  const path = options.trackPath === PREFIXES[0] ? '' : ` data-path="${options.trackPath.slice(1)}"`;
  // Script and collector must write one cookie, not one for the host and one for its domain.
  const host = URL.canParse(flow.landingUrl) ? new URL(flow.landingUrl).hostname : '';
  const shared = isBelowDomain(host, options.cookieDomain) ? ` data-domain="${options.cookieDomain}"` : '';
  return `<script defer src="${src}"${pin} data-key="${flow.siteKey}"${path}${shared}></script>`;
}

/** For forms that are written by hand: the script puts the click ID in. */
export const HIDDEN_INPUT = '<input type="hidden" name="subid" value="{click}">';
