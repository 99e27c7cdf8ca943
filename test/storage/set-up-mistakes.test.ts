import { expect, it } from 'vitest';
import { readConfig } from '../../collector/config.ts';
import { migrate } from '../../collector/storage/migrate.ts';

it('a database that does not answer is told in a sentence, without the password', async () => {
  const message = await migrate('postgres://user:canary@127.0.0.1:1/db').catch(
    (error: Error) => error.message,
  );
  expect(message).toMatch(/^No connection to the database 127\.0\.0\.1:1\/db .*check DATABASE_URL/);
  expect(message).not.toContain('canary');
});

it.each([
  [{ PORT: 'abc' }, 'PORT: must be a number from 1 to 65535'],
  [{ PORT: '0' }, 'PORT: '],
  [{ SUBPIXEL_DEMO: 'yes' }, 'SUBPIXEL_DEMO: must be 0 or 1'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL: must begin with postgres://'],
  [{ SUBPIXEL_PUBLIC_URL: 'ftp://x' }, 'SUBPIXEL_PUBLIC_URL: must be an http or https address'],
  [{ SUBPIXEL_SECRET: 'short' }, 'SUBPIXEL_SECRET: must have at least 32 characters'],
  [{ SUBPIXEL_PROXY_HOPS: '-1' }, 'SUBPIXEL_PROXY_HOPS: '],
])('the environment %j is refused: %s', (environment, message) => {
  expect(() => readConfig(environment)).toThrow(message);
});

it('an empty environment works, and empty variables are unset ones', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({
    ...{ port: 8080, demoPort: 8081, demo: true, publicUrl: 'http://localhost:8080', databaseUrl: null },
  });
  expect(readConfig({ DATABASE_URL: 'postgres://x', PORT: '9000' })).toMatchObject({
    demo: false,
    demoPort: 9001,
  });
});
