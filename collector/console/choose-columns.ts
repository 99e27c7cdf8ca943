import type { Knex } from 'knex';
import { cleanText } from '../pipeline/clean-text.ts';
import { MAX_META_KEY } from '../pipeline/fields.ts';
import { setLeadColumns } from '../storage/lead-columns.ts';
import type { Action } from './action.ts';
import { chosenColumns, metaColumn } from './components/lead-columns.tsx';
import { readLeadFilter, toLeadQuery } from './read-lead-filter.ts';

const MAX_COLUMNS = 40;

/** Keeps which columns of the list of leads a person wants, and moves one of them a place further to the front. */
export function createChooseColumns({ knex }: { readonly knex: Knex }): Action {
  return async ({ user, reader, field, fields }) => {
    const another = cleanText(field('another'), MAX_META_KEY).text.trim();
    const ticked = [...fields('column'), ...(another ? [metaColumn(another).name] : [])];
    const names = chosenColumns(ticked, reader)
      .map(({ name }) => name)
      .slice(0, MAX_COLUMNS);
    const columns = field('usual') || names.length === 0 ? null : moveUp(names, field('first'));
    await setLeadColumns(knex, user.id, columns);
    const filters = toLeadQuery(readLeadFilter(new URLSearchParams(field('filters'))));
    return { next: `/console/leads?${filters}${field('first') ? '#columns' : ''}` };
  };
}

function moveUp(names: readonly string[], name: string): string[] {
  const at = names.indexOf(name);
  if (at < 1) return [...names];
  return [...names.slice(0, at - 1), name, ...names.slice(at - 1, at), ...names.slice(at + 1)];
}
