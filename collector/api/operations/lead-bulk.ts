import { z } from 'zod';
import { MAX_AT_ONCE, setStatus } from '../../edit/set-status.ts';
import { findLeads, listLeads } from '../../storage/leads.ts';
import { withinPatience } from '../../storage/within-patience.ts';
import { type Operation, operation } from '../operation.ts';
import { presentVerdict } from '../present.ts';
import { AnId, Change, Id, Next, Outcome, Status } from '../schemas.ts';
import { LeadFilter, toLeadCriteria } from './lead-filter.ts';

const LeadChange = z
  .strictObject({ click: AnId, lead: AnId, outcome: Outcome, changes: z.array(Change) })
  .meta({ id: 'LeadChange' });

const Meant = z
  .strictObject({
    to: Status,
    leads: z
      .array(z.strictObject({ click: Id, id: Id }))
      .min(1)
      .max(MAX_AT_ONCE)
      .optional()
      .meta({ description: 'these; what is not the account’s is left out' }),
    filter: z
      .strictObject({ ...LeadFilter, before: Id.optional() })
      .optional()
      .meta({ description: 'or all that fit, as in the list' }),
    dry: z.boolean().default(true).meta({ description: 'only tell what would change; `false` does it' }),
  })
  .refine(({ leads, filter }) => (leads === undefined) !== (filter === undefined), {
    error: 'give either leads or a filter',
  });

export const leadBulk: readonly Operation[] = [
  operation({
    method: 'post',
    path: '/leads/status',
    group: 'Leads',
    summary: 'Set the status of many leads',
    description: `Each goes the way of every postback, as if done by hand. At most ${MAX_AT_ONCE} in one call: \`next\` is \`before\` of the filter for the following ones. Nothing is changed unless \`dry\` is false.`,
    scope: 'leads:write',
    body: Meant,
    example: { to: 'approve', filter: { status: 'hold', goal: 'deposit' }, dry: true },
    answer: z.strictObject({
      dry: z.boolean(),
      changed: z.number().int().meta({ description: 'leads that were changed, or would be' }),
      leads: z.array(LeadChange),
      next: Next,
    }),
    async run({ body: { to, leads: ids = [], filter, dry }, caller }, { knex, pipeline, now, newId }) {
      const { accountId, name, seesContact } = caller;
      const { before, ...asked } = filter ?? {};
      const criteria = { ...toLeadCriteria(asked, seesContact), ...(before && { before }) };
      const page = filter
        ? await withinPatience(knex, (patient) => listLeads(patient, accountId, criteria, MAX_AT_ONCE))
        : null;
      const pairs = ids.map(({ click, id }) => [click, id] as const);
      const leads = page?.items ?? (await findLeads(knex, accountId, pairs));
      const options = { pipeline, accountId, by: name, now, newId, dry };
      const changes = await setStatus(leads, to, options);
      const changed = changes.filter(({ verdict }) => verdict.outcome.status === 'ok').length;
      if (!dry) {
        const counts = { leads: String(leads.length), changed: String(changed) };
        await caller.audit('leads.status', '', { status: to, ...counts });
      }
      return {
        ...{ dry, changed },
        leads: changes.map(({ lead, verdict }) => ({
          ...{ click: lead.clickId, lead: lead.id },
          ...presentVerdict(verdict, seesContact),
        })),
        next: page?.hasOlder ? (page.items.at(-1)?.id ?? null) : null,
      };
    },
  }),
];
