import { z } from 'zod';
import { editLead } from '../../edit/edit-lead.ts';
import { changeWithoutContact } from '../../people/without-contact.ts';
import type { Lead } from '../../pipeline/lead.ts';
import { findClick } from '../../storage/clicks.ts';
import { findLead, listHistory, listLeads } from '../../storage/leads.ts';
import { withinPatience } from '../../storage/within-patience.ts';
import { type Operation, operation, unknown } from '../operation.ts';
import { only, presentVerdict } from '../present.ts';
import {
  AnId,
  At,
  Change,
  ChannelWord,
  Country,
  Id,
  Money,
  Next,
  Outcome,
  Page,
  Status,
  Word,
} from '../schemas.ts';
import { AClick, presentClick } from './clicks.ts';
import { LeadFilter, toLeadCriteria } from './lead-filter.ts';

const HIDDEN = 'left out without the scope leads:contact';

const ALead = z
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
    erasedAt: At.nullable().meta({ description: 'since when the buyer’s data is forgotten' }),
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
  .strictObject({
    at: At,
    who: ChannelWord,
    by: z.string().nullable().meta({ description: 'who changed it by hand' }),
    changes: z.array(Change),
    logId: AnId,
  })
  .meta({ id: 'HistoryLine' });

/** What a person may change; empty means as it is. */
const Edit = z
  .strictObject({
    status: Status,
    price: z.string().regex(/^\d{1,9}(\.\d{1,4})?$/, 'must be a plain number such as 12.50'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR')
      .meta({ example: 'EUR' }),
    uid: Word,
    goal: Word,
    geo: Country,
    name: Word,
    phone: z.string().min(1).max(64),
    email: Word,
    comment: z.string().min(1).max(4000),
    meta: z.record(z.string().min(1).max(64), z.string().max(1000)),
  })
  .partial()
  .refine((given) => Object.keys(given).length > 0, 'give at least one field');

const EditBody = z.strictObject({
  set: Edit,
  dry: z.boolean().default(true).meta({ description: 'only tell what would change; `false` does it' }),
});

export const leads: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/leads',
    group: 'Leads',
    summary: 'Leads, newest first',
    scope: 'leads:read',
    query: { ...Page, ...LeadFilter },
    answer: z.strictObject({ leads: z.array(ALead), next: Next }),
    async run({ query: { limit, before, ...asked }, caller }, { knex }) {
      const filter = { ...toLeadCriteria(asked, caller.seesContact), ...(before && { before }) };
      const page = await withinPatience(knex, (patient) =>
        listLeads(patient, caller.accountId, filter, limit),
      );
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
          ...only(HistoryLine, line),
          changes: seesContact ? line.changes : line.changes.map(changeWithoutContact),
        })),
      };
    },
  }),
  operation({
    method: 'patch',
    path: '/leads/{click}/{id}',
    group: 'Leads',
    summary: 'Change what is given of a lead',
    description:
      'It goes the way of every postback, as if done by hand: history and log tell of it. Nothing is changed unless `dry` is false.',
    scope: 'leads:write',
    params: { click: Id, id: Id },
    body: EditBody,
    example: { set: { status: 'approve', price: '12.50', currency: 'USD' }, dry: true },
    answer: z.strictObject({ dry: z.boolean(), outcome: Outcome, changes: z.array(Change) }),
    async run({ params, body: { set, dry }, caller }, { knex, pipeline, now, newId }) {
      const { accountId, name, seesContact } = caller;
      const lead = await findLead(knex, accountId, params.click, params.id);
      if (!lead) throw unknown('lead');
      const edit = editLead(lead, toParameters(set), { accountId, by: name, now: now(), newId, dry });
      const verdict = await pipeline.submit(edit);
      if (!dry) await caller.audit('lead.edit', lead.id, { fields: Object.keys(set).join(', ') });
      return { dry, ...presentVerdict(verdict, seesContact) };
    },
  }),
];

function toParameters({ meta = {}, ...fields }: z.output<typeof Edit>): Record<string, string> {
  const given = Object.entries(fields).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const custom = Object.entries(meta).map(([key, value]) => [`meta[${key}]`, value]);
  return Object.fromEntries([...given, ...custom]);
}

function present(lead: Lead, seesContact: boolean): Record<string, unknown> {
  const { name, phone, email, comment, ip, meta, ...rest } = lead;
  return only(ALead, seesContact ? lead : rest);
}
