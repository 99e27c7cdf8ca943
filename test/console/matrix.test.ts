import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { may, ROLES, type Role } from '../../collector/people/permissions.ts';
import {
  type Answered,
  type ConsoleStand,
  createVisitor,
  startConsole,
  type Visitor,
} from './console-stand.ts';
import {
  addFullAccount,
  contentsOf,
  EVERYBODYS,
  type FullAccount,
  fill,
  listRoutes,
  placesOf,
  type Route,
  randomIds,
} from './matrix-fixtures.ts';

/** Enough of every form to get past the first look at its fields. */
const FORM = {
  ...{
    name: 'a name',
    login: 'somebody-new',
    role: 'analyst',
    status: 'approve',
    word: 'sold',
    confirm: 'yes',
  },
  ...{ landing: 'https://shop.example/', id: 'an-id', url: 'https://shop.example/', csv: 'EUR,1.1' },
};

const routes = listRoutes();
const named = routes.map((route) => [`${route.kind} ${route.path}`, route] as const);
const withPlaces = named.filter(([, { path }]) => placesOf(path).some((place) => !EVERYBODYS.has(place)));

let stand: ConsoleStand;
let mine: FullAccount;
let theirs: FullAccount;
beforeAll(async () => {
  stand = await startConsole();
  mine = await addFullAccount(stand);
  theirs = await addFullAccount(stand);
});
afterAll(() => stand.close());

const call = (visitor: Visitor, { kind }: Route, path: string, headers?: Record<string, string>) =>
  kind === 'action' ? visitor.post(`/console${path}`, FORM, headers) : visitor.get(`/console${path}`);

const contents = () => contentsOf(stand);

test('there are routes of every kind', () => {
  expect(new Set(routes.map(({ kind }) => kind)).size).toBeGreaterThan(1);
  expect(withPlaces.length).toBeGreaterThan(8);
});

test.each(named)('%s: nobody gets in without signing in', async (_, route) => {
  const before = await contents();
  const { status, headers, html } = await call(createVisitor(stand.url), route, fill(route.path, mine.ids));
  if (route.kind === 'action') expect([status, html.includes('You are signed out')]).toEqual([401, true]);
  else {
    expect(headers.get('location')).toMatch(/^\/console\/login(?:\?|$)/);
    expect(status).toBe(302);
    expect(html).not.toContain('<main');
  }
  expect(await contents()).toEqual(before);
});

describe.each(ROLES)('as %s', (role) => {
  const forbidden = named.filter(([, route]) => !may(role, route.may));
  if (forbidden.length > 0)
    test.each(forbidden)('%s is not allowed, and nothing changes', async (_, route) => {
      const before = await contents();
      const { status, html } = await call(mine.visitors[role], route, fill(route.path, mine.ids));
      expect(status).toBe(403);
      expect(html).toContain('Not allowed');
      expect(html).not.toContain(mine.flow);
      expect(await contents()).toEqual(before);
    });

  const seen = named.filter(([, route]) => may(role, route.may) && route.kind !== 'action');
  test.each(seen)('%s is there', async (_, route) => {
    const { status } = await call(mine.visitors[role], route, fill(route.path, mine.ids));
    expect(status).toBe(200);
  });
});

/** Whoever may: the owner may do everything. */
const asRole: Role = 'owner';

test.each(withPlaces)('%s: what is another account’s looks like what there is not', async (_, route) => {
  const visitor = mine.visitors[asRole];
  const nobodys = randomIds(mine.ids);
  const before = await contents();
  const unknown = await call(visitor, route, fill(route.path, nobodys));
  expect(unknown.status).toBe(404);
  const malformed = ['%00', 'zz', '%27--', '%F0%9F', 'a'.repeat(300)].map((id) =>
    Object.fromEntries(Object.keys(nobodys).map((place) => [place, id])),
  );
  for (const ids of [...mixtures(route.path, mine.ids, theirs.ids, nobodys), ...malformed]) {
    const answered = await call(visitor, route, fill(route.path, ids));
    expect(seenFrom(answered)).toEqual(seenFrom(unknown));
  }
  expect(await contents()).toEqual(before);
});

test.each(named.filter(([, { kind }]) => kind === 'action'))(
  '%s: another site cannot send it',
  async (_, route) => {
    const before = await contents();
    const path = fill(route.path, mine.ids);
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://evil.example' }])
      expect((await call(mine.visitors[asRole], route, path, headers)).status).toBe(403);
    expect(await contents()).toEqual(before);
  },
);

test('nothing went wrong behind the scenes', () => expect(stand.errors).toEqual([]));

/** What can be told of an answer from outside, but for its own number. */
function seenFrom({ status, html, headers }: Answered) {
  const own = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  return { status, html, headers: own };
}

/** Every way to put another's ID into at least one place, the others being one's own or nobody's. */
function mixtures(
  path: string,
  own: FullAccount['ids'],
  foreign: FullAccount['ids'],
  nobodys: FullAccount['ids'],
) {
  const places = placesOf(path);
  const ways = places.reduce<Record<string, string>[]>(
    (made, place) =>
      made.flatMap((ids) =>
        [own, foreign, nobodys].map((source) => ({ ...ids, [place]: source[place] ?? '' })),
      ),
    [{}],
  );
  return ways.filter((ids) => places.some((place) => ids[place] !== own[place]));
}
