import type { ClientBase } from 'pg';

/** Partitions come and go with the months; they are like their table. */
const TABLES = `
  select c.oid, c.relname as name from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
   order by c.relname`;

const COLUMNS = `
  select a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
         || case when a.attnotnull then ' not null' else '' end
         || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped
   order by a.attnum`;

// From Postgres 18 on, not null is a constraint of its own; it stands with the column already.
const CONSTRAINTS = `
  select pg_get_constraintdef(oid) as line from pg_constraint where conrelid = $1 and contype <> 'n' order by conname`;

const INDEXES = `
  select pg_get_indexdef(i.indexrelid) as line from pg_index i join pg_class c on c.oid = i.indexrelid
   where i.indrelid = $1 and not i.indisprimary order by c.relname`;

const TRIGGERS = `
  select pg_get_triggerdef(oid) as line from pg_trigger where tgrelid = $1 and not tgisinternal order by tgname`;

/** All tables with their columns, constraints, indexes and triggers, as text that a person can compare. */
export async function describeSchema(client: ClientBase): Promise<string> {
  const tables = await client.query<{ oid: number; name: string }>(TABLES);
  const parts: string[] = [];
  for (const { oid, name } of tables.rows) {
    const lines: string[] = [];
    for (const sql of [COLUMNS, CONSTRAINTS, INDEXES, TRIGGERS]) {
      const { rows } = await client.query<{ line: string }>(sql, [oid]);
      lines.push(...rows.map((row) => `  ${row.line}`));
    }
    parts.push(`${name}\n${lines.join('\n')}\n`);
  }
  return parts.join('\n');
}
