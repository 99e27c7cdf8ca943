import { z } from 'zod';
import type { Click } from '../../pipeline/lead.ts';
import { findClick } from '../../storage/clicks.ts';
import { type Operation, operation, unknown } from '../operation.ts';
import { only } from '../present.ts';
import { AnId, At, Id } from '../schemas.ts';

export const AClick = z
  .strictObject({
    id: AnId,
    flowId: z.string(),
    source: z.enum(['link', 'page', 'flow']),
    createdAt: At,
    geo: z.string().nullable(),
    ip: z.string().nullable().meta({ description: 'null without the scope leads:contact' }),
    userAgent: z.string(),
    url: z.string().meta({ description: 'without the scope leads:contact, without its query' }),
    referrer: z.string(),
    tags: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Click' });

export const clicks: readonly Operation[] = [
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

/** Pages that put a buyer's data into their address leave it in the click as well. */
export function presentClick(click: Click, seesContact: boolean): Record<string, unknown> {
  const shown = only(AClick, click);
  if (seesContact) return shown;
  return { ...shown, ip: null, url: withoutQuery(click.url), referrer: withoutQuery(click.referrer) };
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}
