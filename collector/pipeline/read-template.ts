import { findNetwork, macroHint, statusMap } from '../networks/index.ts';
import type { TemplateReading } from './status.ts';

const readings = new Map<string, TemplateReading>();

/** What the template of a flow's network says; null where the flow names none that we know. */
export function readTemplate(network: string | null): TemplateReading | null {
  const template = network === null ? undefined : findNetwork(network);
  if (!template) return null;
  const known = readings.get(template.id);
  if (known) return known;
  const reading: TemplateReading = {
    name: template.name,
    statuses: statusMap(template),
    defaultStatus: template.defaultStatus ?? null,
    defaultCurrency: template.defaultCurrency ?? null,
    reply: template.reply ?? null,
    macroHint: macroHint(template),
  };
  readings.set(template.id, reading);
  return reading;
}
