import type { Migration } from '../migrate.ts';

/** Searching leads, notes on them, and which columns of their list a person wants to see. */
export const leads: Migration = {
  version: 13,
  name: 'leads',
  sql: `
    -- What a lead is found by, one letter before each word that says what it is: \`n\` a word of the name, \`p\` the
    -- phone's digits and their last nine (the same number is written with +7, 8 or neither), \`e\` and \`u\` the whole
    -- e-mail and uid, \`g\` the goal, \`c\` the country, \`t\` a test. Separators are listed, as what a letter is
    -- depends on the database's locale. Only plain expressions, so that it is inlined where it is called.
    create function lead_search_terms(
      name text, phone text, email text, uid text, goal text, geo text, test boolean
    ) returns tsvector language sql immutable parallel safe as $$
      select array_to_tsvector(
        array_remove(array_remove(array_remove(array_remove(array_remove(array_remove(
          string_to_array('n' || regexp_replace(lower(name), '[[:space:]!-/:-@\\[-\`{-~]+', E'\\nn', 'g'), E'\\n')
          || array['p' || regexp_replace(phone, '[^0-9]', '', 'g'),
                   'p' || right(regexp_replace(phone, '[^0-9]', '', 'g'), 9),
                   'e' || lower(email), 'u' || lower(uid), 'g' || lower(goal), 'c' || lower(geo)]
          || case when test then array['t'] else array[]::text[] end,
        'n'), 'p'), 'e'), 'u'), 'g'), null))
    $$;
    -- Costs a new lead 45 µs of the database's time beside 40 for its row and other indexes, and a change of its status
    -- 20 µs (measured with 300,000 and 700,000 leads). An index on the status would triple the cost of every change of
    -- one; a status that is very rare among very many leads is looked for within a time limit (storage/time-limit.ts).
    create index leads_search on leads
      using gin (lead_search_terms(name, phone, email, uid, goal, geo, test));

    -- What people wrote about a lead. May say who the buyer is: whoever erases a person's data deletes it by lead.
    create table lead_notes (
      click_id uuid not null,
      id uuid not null,
      lead_id uuid not null,
      account_id uuid not null,
      at timestamptz not null,
      user_id uuid,
      -- As it was then: a user may be renamed or gone.
      login text not null,
      text text not null,
      primary key (click_id, id)
    );

    -- Names of columns in their order; null: the usual ones.
    alter table users add column lead_columns jsonb;
  `,
};
