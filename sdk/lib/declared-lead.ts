import { attempt } from './attempt.ts';
import { findAll, getAttribute } from './dom.ts';
import type { Lead } from './lead.ts';

/**
 * The lead that a page declares without a line of script: JSON on the tag (`data-lead`), in
 * `<meta name="subpixel-lead" content="…">`, or in `<script type="application/json" data-subpixel-lead>`. An empty
 * one says that there was a lead. Undefined: the page declares none.
 */
export function declaredLead(onTag: string | undefined): Lead | undefined {
  const [place] = findAll(document, 'meta[name=subpixel-lead],script[data-subpixel-lead]');
  const text = onTag ?? (place && (getAttribute(place, 'content') ?? place.textContent));
  if (text == null) return;
  return attempt(() => JSON.parse(text || '{}') as Lead);
}
