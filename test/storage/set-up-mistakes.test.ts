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
  [{ SUBPIXEL_SCRIPT_NAME: 'a/p.js' }, 'SUBPIXEL_SCRIPT_NAME: must be a file name'],
  [{ SUBPIXEL_SCRIPT_NAME: '"><p.js' }, 'SUBPIXEL_SCRIPT_NAME: must be a file name'],
  [{ SUBPIXEL_SCRIPT_NAME: 'p' }, 'SUBPIXEL_SCRIPT_NAME: must be a file name'],
  [{ SUBPIXEL_SCRIPT_NAME: 'sdk-core.js' }, 'SUBPIXEL_SCRIPT_NAME: is the name of another script'],
  [{ SUBPIXEL_TRACK_PATH: '/' }, 'SUBPIXEL_TRACK_PATH: must be a path'],
  [{ SUBPIXEL_TRACK_PATH: '/a/../b' }, 'SUBPIXEL_TRACK_PATH: must be a path'],
  [{ SUBPIXEL_TRACK_PATH: 'https://x' }, 'SUBPIXEL_TRACK_PATH: must be a path'],
  [{ SUBPIXEL_COOKIE_DOMAIN: 'com' }, 'SUBPIXEL_COOKIE_DOMAIN: must be a domain'],
  [{ SUBPIXEL_COOKIE_DOMAIN: 'https://shop.example' }, 'SUBPIXEL_COOKIE_DOMAIN: must be a domain'],
  [{ SUBPIXEL_COOKIE_DOMAIN: '192.168.0.1' }, 'SUBPIXEL_COOKIE_DOMAIN: must be a domain'],
])('the environment %j is refused: %s', (environment, message) => {
  expect(() => readConfig(environment)).toThrow(message);
});

it('an empty environment works, and empty variables are unset ones', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({
    ...{ port: 8080, demoPort: 8081, demo: true, publicUrl: 'http://localhost:8080', databaseUrl: null },
    ...{ scriptName: 'sdk.js', trackPath: '/api/track', cookieDomain: null },
  });
  expect(readConfig({ DATABASE_URL: 'postgres://x', PORT: '9000' })).toMatchObject({
    demo: false,
    demoPort: 9001,
  });
});

it.each(['px', '/px', 'px/', '/px/'])('the path «%s» is /px', (path) => {
  expect(readConfig({ SUBPIXEL_TRACK_PATH: path }).trackPath).toBe('/px');
});
