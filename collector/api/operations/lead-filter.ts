import { z } from 'zod';
import type { LeadCriteria } from '../../storage/lead-criteria.ts';
import { Country, Id, Instant, Status, Word } from '../schemas.ts';

/** The filters of leads, for lists, files and changes of many. */
export const LeadFilter = {
  flow: Word.optional(),
  status: Status.optional(),
  click: Id.optional(),
  goal: Word.optional(),
  country: Country.optional(),
  test: z.enum(['yes', 'no']).optional(),
  source: Word.optional().meta({ description: 'the click’s `utm_source`' }),
  campaign: Word.optional().meta({ description: 'its `utm_campaign`' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must have three capital letters')
    .optional(),
  since: Instant.optional().meta({ description: 'created at or after' }),
  until: Instant.optional().meta({ description: 'created before' }),
  search: Word.optional().meta({
    description: 'a uid or an ID; with the scope leads:contact also a name, phone or e-mail',
  }),
};

export function toLeadCriteria(
  asked: z.output<z.ZodObject<typeof LeadFilter>>,
  byContact: boolean,
): LeadCriteria {
  const { flow, status, click, goal, country, test, source, campaign, currency, since, until, search } =
    asked;
  return {
    ...(flow && { flowId: flow }),
    ...(status && { status }),
    ...(click && { clickId: click }),
    ...(goal && { goal }),
    ...(country && { country }),
    ...(test && { test: test === 'yes' }),
    ...(source && { source }),
    ...(campaign && { campaign }),
    ...(currency && { currency }),
    ...(since && { since: new Date(since) }),
    ...(until && { until: new Date(until) }),
    ...(search && { search: { text: search, byContact } }),
  };
}
