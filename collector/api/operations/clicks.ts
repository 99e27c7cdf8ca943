import { z } from 'zod';
import { clickWithoutContact } from '../../people/without-contact.ts';
import type { Click } from '../../pipeline/lead.ts';
import { type ClickCriteria, findClick, listClicks } from '../../storage/clicks.ts';
import { withinPatience } from '../../storage/within-patience.ts';
import { type Operation, operation, unknown } from '../operation.ts';
import { only } from '../present.ts';
import { AnId, At, Country, Id, Instant, Next, Page, Word } from '../schemas.ts';

const Source = z.enum(['link', 'page', 'flow']).meta({
  description: 'made by a tracking link, in a page, or standing for a flow’s `subid`',
});

export const AClick = z
  .strictObject({
    id: AnId,
    flowId: z.string(),
    source: Source,
    createdAt: At,
    geo: z.string().nullable(),
    ip: z.string().nullable().meta({ description: 'null without the scope leads:contact' }),
    userAgent: z.string().meta({ description: 'without the scope leads:contact only the kind of browser' }),
    url: z.string().meta({ description: 'without the scope leads:contact without its query' }),
    referrer: z.string(),
    tags: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Click' });

const ClickFilter = {
  flow: Word.optional(),
  source: Source.optional(),
  country: Country.optional(),
  since: Instant.optional(),
  until: Instant.optional(),
};

export const clicks: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/clicks',
    group: 'Clicks',
    summary: 'Clicks, newest first',
    scope: 'clicks:read',
    query: { ...Page, ...ClickFilter },
    answer: z.strictObject({ clicks: z.array(AClick), next: Next }),
    async run({ query: { limit, before, ...asked }, caller }, { knex }) {
      const filter = { ...toCriteria(asked), ...(before && { before }) };
      const page = await withinPatience(knex, (patient) =>
        listClicks(patient, caller.accountId, filter, limit),
      );
      return {
        clicks: page.items.map((click) => presentClick(click, caller.seesContact)),
        next: page.hasOlder ? (page.items.at(-1)?.id ?? null) : null,
      };
    },
  }),
  operation({
    method: 'get',
    path: '/clicks/{id}',
    group: 'Clicks',
    summary: 'One click',
    scope: 'clicks:read',
    params: { id: Id },
    answer: z.strictObject({ click: AClick }),
    async run({ params, caller }, { knex }) {
      const click = await findClick(knex, caller.accountId, params.id);
      if (!click) throw unknown('click');
      return { click: presentClick(click, caller.seesContact) };
    },
  }),
];

export function presentClick(click: Click, seesContact: boolean): Record<string, unknown> {
  return only(AClick, seesContact ? click : clickWithoutContact(click));
}

function toCriteria(asked: z.output<z.ZodObject<typeof ClickFilter>>): ClickCriteria {
  const { flow, source, country, since, until } = asked;
  return {
    ...(flow && { flowId: flow }),
    ...(source && { source }),
    ...(country && { country }),
    ...(since && { since: new Date(since) }),
    ...(until && { until: new Date(until) }),
  };
}
