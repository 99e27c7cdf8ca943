import type { Flow } from '../pipeline/lead.ts';

/** Where visitors are sent: makes a click, then leads to the flow's landing page. */
export function trackingLink(publicUrl: string, { id }: Pick<Flow, 'id'>): string {
  return `${publicUrl}/c/${id}`;
}

/** For the head of the landing page and the thank-you page. */
export function scriptTag(publicUrl: string, { siteKey }: Pick<Flow, 'siteKey'>): string {
  return `<script defer src="${publicUrl}/sdk.js" data-key="${siteKey}"></script>`;
}

/** For forms that are written by hand: the script puts the click ID in. */
export const HIDDEN_INPUT = '<input type="hidden" name="subid" value="{click}">';
