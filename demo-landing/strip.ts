import { type Html, html } from './html.ts';

/** Stations of the circle, in the order in which a lead passes them. */
export type Station = 'ad' | 'order' | 'thank-you' | 'network' | 'console';

/** Addresses of the stations that can be gone to from here. The thank-you page is reached by ordering only. */
export type Stations = Partial<Record<Station, string>>;

/** The slim bar for developers above each page of the demo: where in the circle one is, and what happened here. */
export function strip(here: Station, stations: Stations, note: Html): Html {
  const all: readonly Station[] = ['ad', 'order', 'thank-you', 'network', 'console'];
  const steps = all.map((station, i) => {
    const text = `${i + 1} ${station}`;
    const href = stations[station];
    if (station === here) return html`<li><b aria-current="step">${text}</b></li>`;
    return href ? html`<li><a href="${href}">${text}</a></li>` : html`<li>${text}</li>`;
  });
  return html`<!-- For developers; not part of the offer. -->
<aside class="strip" aria-label="For developers">
  <button type="button" aria-label="Close this bar">×</button>
  <ol>${steps}</ol>
  <p>${note}</p>
</aside>
<script type="module" src="/strip.js"></script>`;
}
