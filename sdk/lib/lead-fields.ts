import { attempt } from './attempt.ts';
import { TAGS, type Tags } from './landing.ts';
import { pick } from './pick.ts';

/** What a page tells about a lead. All of it is optional and goes to the collector as it is. */
export interface Lead {
  name?: string;
  phone?: string;
  email?: string;
  comment?: string;
  /** The goal's ID, where a click may have several leads (a registration, a deposit). */
  goal?: string;
  /** Custom fields: at most 50, keys of 64 and values of 1,000 characters. */
  meta?: Record<string, unknown>;
  /** Source tags; each replaces the click's. */
  tags?: Tags;
}

const CONTACT = ['name', 'phone', 'email', 'comment', 'goal'] as const;

/** A custom field as text; undefined where there is nothing to say or it cannot be said (a circle, a function). */
function metaText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : attempt(() => JSON.stringify(value ?? undefined));
}

/** The fields of a lead as they go over the wire: known names, only text, nothing empty. */
export function leadFields(lead: Lead): Record<string, unknown> {
  const meta: Record<string, string> = {};
  for (const [key, value] of Object.entries(lead.meta ?? {})) {
    const text = metaText(value);
    if (text !== undefined) meta[key] = text;
  }
  return {
    ...pick(TAGS, (name) => lead.tags?.[name]),
    ...pick(CONTACT, (name) => lead[name]),
    ...(Object.keys(meta).length > 0 && { meta }),
  };
}
