import type { AdClick } from './ad-clicks.ts';
import { clock } from './clock.ts';
import { fill, type Html, html } from './html.ts';
import { strip } from './strip.ts';
import { sourcePage as page } from './texts.ts';

/** The traffic source's only page: its ad, and its clicks with what was reported of them. */
export function sourcePage(view: { clicks: readonly AdClick[]; consoleUrl: string }): string {
  const note = html`The ad’s link carries the traffic source’s own click ID as <code>subid</code>. The main postback of
    the flow sends it back with each status.`;
  return fill(page, {
    strip: strip('ad', { network: '/network', console: `${view.consoleUrl}/outgoing` }, note),
    clicks: view.clicks.length
      ? view.clicks.map(clickCard)
      : html`<p class="empty">No clicks yet. Click the ad, order a lamp, then approve the order on the network’s page.</p>`,
  });
}

function clickCard({ id, at, conversions }: AdClick): Html {
  return html`<article class="card">
  <header>
    <h2>Click <code>${id}</code></h2>
    <time datetime="${at.toISOString()}">${clock(at)}</time>
  </header>
  ${
    conversions.length
      ? html`<ul class="conversions">${conversions.map(
          (each) =>
            html`<li><b class="kind-${each.status}">${each.status}</b> ${each.payout} ${each.payout ? each.currency : ''}
              <time datetime="${each.at.toISOString()}">${clock(each.at)}</time></li>`,
        )}</ul>`
      : html`<p>Nothing was reported of it yet.</p>`
  }
</article>`;
}
