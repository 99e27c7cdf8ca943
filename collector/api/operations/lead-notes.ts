import { z } from 'zod';
import { addNote, type LeadNote, listNotes, MAX_NOTE } from '../../storage/lead-notes.ts';
import { findLead } from '../../storage/leads.ts';
import { type Operation, operation, unknown } from '../operation.ts';
import { AnId, At, Id } from '../schemas.ts';

const ANote = z
  .strictObject({
    id: AnId,
    at: At,
    by: z.string().meta({ description: 'a login, or the name of a key' }),
    text: z.string().optional().meta({ description: 'left out without the scope leads:contact' }),
  })
  .meta({ id: 'LeadNote' });

export const leadNotes: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/leads/{click}/{id}/notes',
    group: 'Leads',
    summary: 'What people and programs noted about a lead, oldest first',
    scope: 'leads:read',
    params: { click: Id, id: Id },
    answer: z.strictObject({ notes: z.array(ANote) }),
    async run({ params, caller: { accountId, seesContact } }, { knex }) {
      const lead = await findLead(knex, accountId, params.click, params.id);
      if (!lead) throw unknown('lead');
      const notes = await listNotes(knex, lead);
      return { notes: notes.map((note) => present(note, seesContact)) };
    },
  }),
  operation({
    method: 'post',
    path: '/leads/{click}/{id}/notes',
    group: 'Leads',
    summary: 'Note something about a lead',
    scope: 'leads:write',
    params: { click: Id, id: Id },
    body: z.strictObject({ text: z.string().trim().min(1).max(MAX_NOTE) }),
    example: { text: 'Called back, comes on Monday.' },
    answer: z.strictObject({ note: ANote }),
    async run({ params, body: { text }, caller }, { knex, now, newId }) {
      const { accountId, name, seesContact, audit } = caller;
      const lead = await findLead(knex, accountId, params.click, params.id);
      if (!lead) throw unknown('lead');
      const note = { id: newId(), at: now(), login: name, text };
      await addNote(knex, lead, { ...note, userId: null });
      await audit('lead.note', lead.id);
      return { note: present(note, seesContact) };
    },
  }),
];

function present({ id, at, login, text }: LeadNote, seesContact: boolean) {
  return { id, at, by: login, ...(seesContact && { text }) };
}
