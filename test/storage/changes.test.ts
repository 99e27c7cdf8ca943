import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomText } from '../../collector/ids.ts';
import { makeToken } from '../../collector/pipeline/token.ts';
import { setLandingUrl, setListening } from '../../collector/storage/flows.ts';
import {
  type Change,
  type ChangeListener,
  listenForChanges,
} from '../../collector/storage/listen-for-changes.ts';
import { createPostgresDirectory } from '../../collector/storage/postgres-directory.ts';
import { putRates } from '../../collector/storage/rates.ts';
import { addToken, revokeToken } from '../../collector/storage/tokens.ts';
import { type DatabaseProxy, startProxy } from '../outage/support/proxy.ts';
import { SECRET, serve, startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

/** Long enough for a busy machine, and far less than what is heard of would be believed for. */
const SOON = { timeout: 10_000, interval: 20 };

let first: TestCollector;
let second: Awaited<ReturnType<typeof serve>>;
let account: TestAccount;
let proxy: DatabaseProxy;
/** Its connection can be held up; those of the directory and of the changes themselves cannot. */
let listener: ChangeListener;
const heardOf: (string | null)[] = [];

beforeAll(async () => {
  first = await startCollector();
  second = await serve(first.databaseUrl, first.errors);
  account = await first.addAccount();
  proxy = await startProxy(first.databaseUrl);
  listener = listenForChanges({
    databaseUrl: proxy.url,
    notify: first.database.pool,
    onLost: () => undefined,
  });
  listener.follow({ changed: ({ id }) => heardOf.push(id), missed: () => undefined });
});
afterAll(async () => {
  await listener.close();
  proxy.close();
  await second.close();
  await first.close();
});

/** A token of whose making the held-up listener has heard: what follows is of what comes after. */
async function makeKnownToken(): Promise<string> {
  await expect.poll(listener.isHeard, SOON).toBe(true);
  const id = randomText(12);
  await addToken(first.database.knex, { id, accountId: account.accountId, name: 'x' });
  await expect.poll(() => heardOf, SOON).toContain(id);
  return id;
}

/** Why both collectors refuse a postback without a click: `missing` where they know the token. */
async function reasons(id: string): Promise<(string | undefined)[]> {
  const path = `/api/track/postback.json?id=${makeToken(id, SECRET)}`;
  return [(await first.call(path)).reason, (await second.call(path)).reason];
}

const cutListeners = () =>
  first.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'subpixel listener' and datname = current_database()`,
  );

it('makes a token known and unknown on every collector', async () => {
  await expect.poll(() => first.changes.isHeard() && second.changes.isHeard(), SOON).toBe(true);
  const id = randomText(12);
  expect(await reasons(id)).toEqual(['token', 'token']);
  await addToken(first.database.knex, { id, accountId: account.accountId, name: 'x' });
  await expect.poll(() => reasons(id), SOON).toEqual(['missing', 'missing']);
  await revokeToken(first.database.knex, account.accountId, id);
  await expect.poll(() => reasons(id), SOON).toEqual(['token', 'token']);
});

it('goes on after the listening connections were cut', async () => {
  const id = await makeKnownToken();
  expect(await reasons(id)).toEqual(['missing', 'missing']);
  await cutListeners();
  await revokeToken(first.database.knex, account.accountId, id);
  await expect.poll(() => reasons(id), SOON).toEqual(['token', 'token']);
  await expect.poll(() => first.changes.isHeard() && second.changes.isHeard(), SOON).toBe(true);
});

it('asks for everything anew when it may have missed something', async () => {
  // A clock that stands still: nothing is forgotten because of its age.
  const directory = createPostgresDirectory(first.database.pool, { changes: listener, now: () => 0 });
  const id = await makeKnownToken();
  expect(await directory.token(id)).toMatchObject({ id });
  proxy.freeze();
  await expect.poll(listener.isHeard, SOON).toBe(false);
  await cutListeners();
  await revokeToken(first.database.knex, account.accountId, id);
  expect(await directory.token(id)).toMatchObject({ id });
  proxy.thaw();
  await expect.poll(() => directory.token(id), SOON).toBe(null);
});

it('goes by the clock while the connection says nothing', async () => {
  const directory = createPostgresDirectory(first.database.pool, { changes: listener });
  const id = await makeKnownToken();
  expect(await directory.token(id)).toMatchObject({ id });
  proxy.freeze();
  await revokeToken(first.database.knex, account.accountId, id);
  await expect.poll(() => directory.token(id), SOON).toBe(null);
  proxy.thaw();
});

it('needs a proof that is younger than a second', async () => {
  let clock = 0;
  const { databaseUrl, database } = first;
  const own = listenForChanges({
    databaseUrl,
    notify: database.pool,
    onLost: () => undefined,
    now: () => clock,
  });
  await expect.poll(own.isHeard, SOON).toBe(true);
  clock += 999;
  expect(own.isHeard()).toBe(true);
  clock += 1;
  expect(own.isHeard()).toBe(false);
  await expect.poll(own.isHeard, SOON).toBe(true);
  await own.close();
});

it('relies on no connection that hears nothing, as one behind a pooler does', async () => {
  const elsewhere = await startCollector();
  const lost: unknown[] = [];
  const deaf = listenForChanges({
    databaseUrl: first.databaseUrl,
    notify: elsewhere.database.pool,
    onLost: (error) => lost.push(error),
  });
  await expect.poll(() => String(lost[0]), SOON).toContain('pooler');
  expect(deaf.isHeard()).toBe(false);
  await deaf.close();
  await elsewhere.close();
});

it('tells what collectors remember, and not that a token was used', async () => {
  const id = await makeKnownToken();
  const heard: Change[] = [];
  const own = listenForChanges({
    databaseUrl: first.databaseUrl,
    notify: first.database.pool,
    onLost: () => undefined,
  });
  own.follow({ changed: (change) => heard.push(change), missed: () => undefined });
  await expect.poll(own.isHeard, SOON).toBe(true);
  const { knex } = first.database;
  await knex('tokens').where({ id }).update({ last_used_at: knex.fn.now() });
  await setLandingUrl(knex, account.flow, 'https://shop.example/other');
  await putRates(
    knex,
    account.accountId,
    new Map([
      ['EUR', '1.1'],
      ['GBP', '1.2'],
    ]),
  );
  await expect
    .poll(() => heard, SOON)
    .toEqual([
      { table: 'flows', id: account.flow, key: account.siteKey, account: account.accountId },
      { table: 'rates', id: null, key: null, account: account.accountId },
    ]);
  await own.close();
});

it('knows when a flow stops to listen, though nothing changes then', async () => {
  let clock = Date.now();
  const directory = createPostgresDirectory(first.database.pool, {
    changes: first.changes,
    now: () => clock,
  });
  await setListening(first.database.knex, account.accountId, account.flow, new Date(clock + 20_000));
  await expect.poll(() => directory.listening(account.accountId), SOON).toMatchObject({ id: account.flow });
  clock += 20_001;
  expect(await directory.listening(account.accountId)).toBe(null);
});
