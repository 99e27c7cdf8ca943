import { z } from 'zod';
import { changeWithoutContact } from '../../people/without-contact.ts';
import type { Lead } from '../../pipeline/lead.ts';
import { findClick } from '../../storage/clicks.ts';
import { findLead, listHistory, listLeads } from '../../storage/leads.ts';
import { type Operation, operation, unknown } from '../operation.ts';
import { AnId, At, Change, ChannelWord, Id, Money, Next, Page, Status, Word } from '../schemas.ts';
import { AClick, presentClick } from './clicks.ts';

const HIDDEN = 'left out without the scope leads:contact';

export const ALead = z
  .strictObject({
    id: AnId,
    clickId: AnId,
    flowId: z.string(),
    uid: z.string(),
    goal: z.string(),
    status: Status,
    statusWord: z.string(),
    price: Money.nullable(),
    currency: z.string().nullable(),
    sentPrice: Money.nullable(),
    sentCurrency: z.string().nullable(),
    rate: z.string().nullable(),
    geo: z.string().nullable(),
    test: z.boolean(),
    confirmed: z.boolean().meta({ description: 'a server has spoken of it' }),
    createdAt: At,
    updatedAt: At,
    name: z.string().optional().meta({ description: HIDDEN }),
    phone: z.string().optional().meta({ description: HIDDEN }),
    email: z.string().optional().meta({ description: HIDDEN }),
    comment: z.string().optional().meta({ description: HIDDEN }),
    ip: z.string().nullable().optional().meta({ description: HIDDEN }),
    meta: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: `custom fields; ${HIDDEN}` }),
  })
  .meta({ id: 'Lead' });

const HistoryLine = z
  .strictObject({ at: At, who: ChannelWord, changes: z.array(Change), logId: AnId })
  .meta({ id: 'HistoryLine' });

export const leads: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/leads',
    group: 'Leads',
    summary: 'Leads, newest first',
    scope: 'leads:read',
    query: { ...Page, flow: Word.optional(), status: Status.optional(), click: Id.optional() },
    answer: z.strictObject({ leads: z.array(ALead), next: Next }),
    async run({ query: { limit, before, flow, status, click }, caller }, { knex }) {
      const filter = {
        ...(before && { before }),
        ...(flow && { flowId: flow }),
        ...(status && { status }),
        ...(click && { clickId: click }),
      };
      const page = await listLeads(knex, caller.accountId, filter, limit);
      return {
        leads: page.items.map((lead) => present(lead, caller.seesContact)),
        next: page.hasOlder ? (page.items.at(-1)?.id ?? null) : null,
      };
    },
  }),
  operation({
    method: 'get',
    path: '/leads/{click}/{id}',
    group: 'Leads',
    summary: 'One lead with its custom fields, its click and what happened to it',
    scope: 'leads:read',
    params: { click: Id, id: Id },
    answer: z.strictObject({ lead: ALead, click: AClick.nullable(), history: z.array(HistoryLine) }),
    async run({ params, caller: { accountId, seesContact } }, { knex }) {
      const lead = await findLead(knex, accountId, params.click, params.id);
      if (!lead) throw unknown('lead');
      const [click, history] = await Promise.all([
        findClick(knex, accountId, lead.clickId),
        listHistory(knex, lead),
      ]);
      return {
        lead: present(lead, seesContact),
        click: click && presentClick(click, seesContact),
        history: history.map((line) => ({
          ...line,
          changes: seesContact ? line.changes : line.changes.map(changeWithoutContact),
        })),
      };
    },
  }),
];

export function present(lead: Lead, seesContact: boolean): Record<string, unknown> {
  const { accountId: _, name, phone, email, comment, ip, meta, ...rest } = lead;
  return seesContact ? { ...rest, name, phone, email, comment, ip, meta } : rest;
}
