import type { z } from 'zod';
import { changeWithoutContact, withoutValues } from '../people/without-contact.ts';
import type { Verdict } from '../pipeline/postback.ts';

/** What is documented of something, and no more: what is added to it later stays here until somebody documents it. */
export function only(documented: z.ZodObject, values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(documented.shape, name)));
}

type Judged = Pick<Verdict, 'outcome' | 'changes'>;

/** What became of a postback, for a key that may or may not see contact data. */
export function presentVerdict({ outcome, changes }: Judged, seesContact: boolean): Judged {
  if (seesContact) return { outcome, changes };
  return {
    outcome: outcome.status === 'error' ? { ...outcome, hint: withoutValues(outcome.hint) } : outcome,
    changes: changes.map(changeWithoutContact),
  };
}
