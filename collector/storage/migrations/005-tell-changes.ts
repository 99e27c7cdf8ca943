import type { Migration } from '../migrate.ts';

/**
 * Collectors hear of changes to what they remember (listen-for-changes.ts). Postgres delivers at commit, and equal
 * messages of one transaction once. A token's `last_used_at` changes all the time and matters to no collector.
 */
export const tellChanges: Migration = {
  version: 5,
  name: 'tell changes',
  sql: `
    create function subpixel_tell_change() returns trigger language plpgsql as $$
      declare
        line jsonb;
      begin
        foreach line in array array[to_jsonb(old), to_jsonb(new)] loop
          if line is not null then
            perform pg_notify('subpixel_changes', jsonb_build_object(
              'table', tg_table_name,
              -- A message has at most 8000 bytes, and a row must not be refused for the sake of it.
              'id', left(line ->> 'id', 128),
              'key', left(line ->> 'site_key', 128),
              'account', line ->> 'account_id')::text);
          end if;
        end loop;
        return null;
      end
    $$;
    create trigger tell_change after insert or delete or update of id, account_id, name, ip_ranges, revoked_at
      on tokens for each row execute function subpixel_tell_change();
    create trigger tell_change after insert or delete or update
      on flows for each row execute function subpixel_tell_change();
    create trigger tell_change after insert or delete or update
      on rates for each row execute function subpixel_tell_change();
  `,
};
