import { exportLeads } from '../../collector/reports/export/export-leads.ts';
import { LEAD_COLUMNS, metaColumn } from '../../collector/reports/export/lead-columns.ts';
import { FORMATS } from '../../collector/reports/export/stream-sheet.ts';
import { openDatabase } from '../../collector/storage/database.ts';
import { startTemporaryPostgres } from '../../collector/storage/embedded/index.ts';
import { migrate } from '../../collector/storage/migrate.ts';

// What an export costs, and whether its memory is flat: all columns of very many leads, `ROWS` or a million.

const ROWS = Number(process.env.ROWS ?? 1_000_000);
const ACCOUNT = '00000000-0000-7000-8000-000000000001';
const AT_ONCE = 100_000;
const MB = 1024 * 1024;

const postgres = await startTemporaryPostgres();
try {
  await migrate(postgres.databaseUrl);
  const database = openDatabase(postgres.databaseUrl, (error) => console.error(error.message));
  await database.knex.raw('drop index leads_search');
  for (let from = 0; from < ROWS; from += AT_ONCE) {
    await database.knex.raw(
      `insert into leads (click_id, id, account_id, flow_id, uid, goal, status, status_word, price, currency, name, phone,
                          email, comment, meta, geo, ip, test, confirmed, created_at, updated_at)
       select gen_random_uuid(), lpad(to_hex(n), 32, '0')::uuid, ?, 'demo', n::text, '', 'hold', 'pending', 12.5, 'EUR',
              'Ada Lovelace ' || n, '+7999' || n, n || '@shop.example', 'After five, please', '{"size":"XL"}', 'PT',
              '203.0.113.9', false, true, now(), now()
         from generate_series(?::int, ?::int) n`,
      [ACCOUNT, from + 1, Math.min(from + AT_ONCE, ROWS)],
    );
  }
  await database.knex.raw('vacuum analyze leads').catch(() => undefined);
  for (const format of FORMATS) {
    const began = performance.now();
    const memory: number[] = [];
    let bytes = 0;
    const file = exportLeads(database.knex, {
      ...{ accountId: ACCOUNT, criteria: {}, format, columns: [...LEAD_COLUMNS, metaColumn('size')] },
      writeTime: (at) => at.toISOString().slice(0, 19).replace('T', ' '),
      async onProgress(rows) {
        if (rows % (ROWS / 10) < 1000) memory.push(process.memoryUsage().rss);
      },
      onEnd: async () => undefined,
    });
    for await (const piece of file) bytes += piece.length;
    const seconds = (performance.now() - began) / 1000;
    console.log(
      `${format.padEnd(5)} ${ROWS} rows  ${(ROWS / seconds).toFixed(0)} rows/s  ${(bytes / MB).toFixed(0)} MB  RSS by tenths ${memory
        .map((rss) => (rss / MB).toFixed(0))
        .join(' ')} MB`,
    );
  }
  await database.close();
} finally {
  await postgres.stop();
}
