import { attempt } from './attempt.ts';
import { only, type Tags, tagsOf } from './landing.ts';
import type { Visit } from './visit.ts';

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

const FIELD = /^(name|phone|email|comment|goal|meta)$/;

/**
 * A lead as it is sent: only what has a name here (a page may hand over all of a form, its password too), with the
 * context of its click, so that a lost registration loses nothing. Without a lead: the registration itself.
 */
export const leadFields = ({ context, click }: Visit, key: string, lead?: Lead): object => ({
  ...context,
  ...tagsOf(lead?.tags),
  ...only(FIELD, lead),
  key,
  click,
});

/** The same as JSON. Custom fields that are no JSON (a circle, a BigInt) are left out; so is a whole lead of that kind. */
export function leadBody(visit: Visit, key: string, lead?: Lead): string {
  const body = (known?: Lead) => attempt(() => JSON.stringify(leadFields(visit, key, known)));
  return body(lead) ?? body({ ...lead, meta: {} }) ?? `${body()}`;
}
