import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Operation } from '../../collector/api/operation.ts';
import { OPERATIONS } from '../../collector/api/operations.ts';
import { newId, randomText } from '../../collector/ids.ts';
import { addApiKey, revokeApiKey, SCOPES, type Scope } from '../../collector/storage/api-keys.ts';
import { type ConsoleStand, startConsole } from '../console/console-stand.ts';
import {
  addFullAccount,
  CANARIES,
  contentsOf,
  type FullAccount,
  randomLike,
} from '../console/matrix-fixtures.ts';

let stand: ConsoleStand;
let mine: FullAccount;
let theirs: FullAccount;
beforeAll(async () => {
  stand = await startConsole();
  mine = await addFullAccount(stand);
  theirs = await addFullAccount(stand);
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

const named = OPERATIONS.map((each) => [`${each.method} ${each.path}`, each] as const);

/** IDs for the places of paths; a new place needs a line here. What is no ID is the same for everybody. */
const PLACES: Readonly<Record<string, string>> = {
  '/leads/{click}': '/leads/:click',
  '/leads/{click}/{id}': '/leads/:click/:lead',
  '/clicks/{id}': '/clicks/:id',
  '/log/{id}': '/logs/:id',
  '/outgoing/{id}': '/outgoing/:id',
  '/flows/{id}': '/flows/:id',
  '/receivers/{id}': '/receivers/:id',
  '/tokens/{id}': '/settings/tokens/:token',
  '/api-keys/{id}': '/settings/api-keys/:key',
  '/users/{id}': '/settings/users/:user',
};
const NO_IDS: Readonly<Record<string, string>> = { '/statistics/{dimension}': 'flow' };

const placesOf = (path: string) =>
  [...path.matchAll(/\{\w+\}/g)].map((match) => path.slice(0, match.index + match[0].length));
const withIds = named.filter(([, { path }]) => placesOf(path).some((place) => !(place in NO_IDS)));

function fill(path: string, idFor: (place: string, own: string) => string): string {
  return placesOf(path).reduceRight((filled, place) => {
    const own = NO_IDS[place] ?? mine.ids[PLACES[place] ?? ''];
    if (!own) throw new Error(`Say in ${import.meta.url} (PLACES) what stands in ${place}.`);
    const id = place in NO_IDS ? own : idFor(place, own);
    return place.slice(0, place.lastIndexOf('{')) + id + filled.slice(place.length);
  }, path);
}

const own = (path: string) => fill(path, (_, id) => id);
const foreign = (path: string) => fill(path, (place) => theirs.ids[PLACES[place] ?? ''] ?? '');

async function keyWith(scopes: readonly Scope[]): Promise<string> {
  return addApiKey(stand.database.knex, {
    id: randomText(12),
    accountId: mine.accountId,
    name: 'test',
    scopes,
  });
}

/** Of what asks for days. */
const days = () =>
  new URLSearchParams({
    since: new Date(Date.now() - 86_400_000).toISOString(),
    until: new Date(Date.now() + 86_400_000).toISOString(),
  });

async function call({ method, example, query }: Operation, path: string, key: string) {
  const search = 'until' in query.shape && !query.safeParse({}).success ? `?${days()}` : '';
  const response = await fetch(`${stand.url}/api/v1${path}${search}`, {
    method: method.toUpperCase(),
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    ...(method === 'get' ? {} : { body: JSON.stringify(example ?? {}) }),
  });
  return { http: response.status, text: await response.text() };
}

test.each(named)('%s: without a working key nothing happens', async (_, operation) => {
  const id = randomText(12);
  const { knex } = stand.database;
  const revoked = await addApiKey(knex, { id, accountId: mine.accountId, name: 'gone', scopes: SCOPES });
  await revokeApiKey(knex, mine.accountId, id);
  const before = await contentsOf(stand);
  for (const key of ['', `ak_${'0'.repeat(32)}`, revoked, mine.token])
    expect((await call(operation, own(operation.path), key)).http).toBe(401);
  expect(await contentsOf(stand)).toEqual(before);
});

test.each(named)('%s: every other scope does not open it', async (_, operation) => {
  const key = await keyWith(SCOPES.filter((scope) => scope !== operation.scope));
  const before = await contentsOf(stand);
  expect((await call(operation, own(operation.path), key)).http).toBe(403);
  expect(await contentsOf(stand)).toEqual(before);
});

test.each(withIds)('%s: what is another account’s looks like what there is not', async (_, operation) => {
  const key = await keyWith(SCOPES);
  const before = await contentsOf(stand);
  const unknown = await call(
    operation,
    fill(operation.path, (_place, id) => randomLike(id)),
    key,
  );
  expect(unknown.http).toBe(404);
  expect(await call(operation, foreign(operation.path), key)).toEqual(unknown);
  // One's own click with another's lead, and the other way round.
  const places = placesOf(operation.path);
  for (const chosen of places.slice(1).flatMap((place) => [place, places[0]]))
    expect(
      await call(
        operation,
        fill(operation.path, (place, id) =>
          place === chosen ? (theirs.ids[PLACES[place] ?? ''] ?? newId()) : id,
        ),
        key,
      ),
    ).toEqual(unknown);
  expect(await contentsOf(stand)).toEqual(before);
});

const reads = named.filter(([, { method }]) => method === 'get');

test.each(reads)('%s: a key without the scope for it gets no contact data', async (_, operation) => {
  const key = await keyWith(SCOPES.filter((scope) => scope !== 'leads:contact'));
  const { http, text } = await call(operation, own(operation.path), key);
  expect(http).toBe(200);
  for (const canary of Object.values(CANARIES)) expect(text).not.toContain(canary);
});

test('a key with it does, so that the test before would notice', async () => {
  const key = await keyWith(SCOPES);
  const texts = await Promise.all(
    reads.map(async ([, operation]) => (await call(operation, own(operation.path), key)).text),
  );
  for (const canary of Object.values(CANARIES)) expect(texts.join()).toContain(canary);
});
