import { macroHint, type NetworkTemplate, networkOf, statusMap } from '../networks/index.ts';
import type { Flow } from './lead.ts';
import type { TemplateReading } from './status.ts';

/** Deciding is on the hot path: each template is worked out once. */
const readings = new WeakMap<NetworkTemplate, TemplateReading>();

/** What the template of a flow's network says; null where the flow has none that we know. */
export function readTemplate(flow: Pick<Flow, 'network' | 'ownNetwork'> | null): TemplateReading | null {
  const template = flow === null ? undefined : networkOf(flow);
  if (!template) return null;
  const known = readings.get(template);
  if (known) return known;
  const reading: TemplateReading = {
    name: template.name,
    statuses: statusMap(template),
    defaultStatus: template.defaultStatus ?? null,
    defaultCurrency: template.defaultCurrency ?? null,
    reply: template.reply ?? null,
    macroHint: macroHint(template),
  };
  readings.set(template, reading);
  return reading;
}
