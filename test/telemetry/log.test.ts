import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { StoreError } from '../../collector/pipeline/batch-store.ts';
import { createLog } from '../../collector/telemetry/create-log.ts';
import { logError } from '../../collector/telemetry/log-error.ts';

/** What Postgres says of a statement. */
async function errorOf(sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: inject('postgres').url });
  await client.connect();
  try {
    return await client.query(sql).then(
      () => null,
      (error) => error,
    );
  } finally {
    await client.end();
  }
}

describe('an error in the log', () => {
  it.each([
    [
      'a check',
      'create temp table t (name text, n int check (n > 0)); insert into t values ($$Quokka$$, -1)',
    ],
    ['a type', 'select $$Quokka$$::inet'],
    ['a name', 'select * from "Quokka"'],
  ])('does not repeat what the database quotes: %s', async (_name, sql) => {
    const error = await errorOf(sql);
    expect(JSON.stringify([String(error), error])).toContain('Quokka');
    for (const each of [error, new StoreError('data', error, '22000')]) {
      const logged = logError(each);
      expect(logged.message).toMatch(/^SQLSTATE \w{5}$/);
      expect(JSON.stringify(logged)).not.toContain('Quokka');
    }
  });

  it('says what operators need: the disk, the connection', () => {
    const readOnly = Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' });
    expect(logError(readOnly)).toMatchObject({ message: 'EROFS: read-only file system', code: 'EROFS' });
    const ended = Object.assign(new Error('terminating connection'), { code: '57P01' });
    expect(logError(new StoreError('unavailable', ended, '57P01')).message).toContain(
      'terminating connection',
    );
  });

  it('has no token and no address of a person in it', () => {
    const error = new Error(`sk_0123456789ab${'0'.repeat(40)} of ada@shop.example`);
    expect(JSON.stringify(logError(error))).not.toMatch(/sk_|ada@/);
    expect(logError(error).message).toBe('[redacted] of [email]');
  });
});

describe('B17: one line an entry, without what a terminal would obey', () => {
  const evil = 'a\n{"level":60}\u001b[2J\u009b2J\u007f';
  function write(isForPeople: boolean): string {
    let text = '';
    const log = createLog({ level: 'info', isForPeople, write: (piece) => (text += piece) });
    log.warn({ value: evil, err: new Error(evil) }, evil);
    return text;
  }

  it('in JSON', () => {
    const text = write(false);
    expect(text.match(/\n/g)).toHaveLength(1);
    expect(JSON.parse(text)).toMatchObject({ msg: evil, value: evil, err: { message: evil } });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  });

  it('for people', () => {
    const text = write(true);
    expect(text).toMatch(/^\d\d:\d\d:\d\d WARN {2}a/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
    expect(text.split('\n').some((line) => line.startsWith('{'))).toBe(false);
  });
});
