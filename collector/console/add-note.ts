import type { Knex } from 'knex';
import { cleanText } from '../pipeline/clean-text.ts';
import { addNote, MAX_NOTE } from '../storage/lead-notes.ts';
import type { Action } from './action.ts';
import { leadPath } from './components/links.tsx';
import { leadOf } from './lead-of.ts';

interface AddNoteDeps {
  readonly knex: Knex;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Keeps a note on a lead. An empty one is none. */
export function createAddNote({ knex, now, newId }: AddNoteDeps): Action {
  return async (request) => {
    const lead = await leadOf(knex, request);
    if (!lead) return null;
    const { user, field, audit } = request;
    const { text } = cleanText(field('note').trim(), MAX_NOTE);
    if (text !== '') {
      await addNote(knex, lead, { id: newId(), at: now(), userId: user.id, login: user.login, text });
      await audit('lead.note', lead.id);
    }
    return { next: `${leadPath(lead.clickId, lead.id)}#notes` };
  };
}
