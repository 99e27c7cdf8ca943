import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findArticle, TOPICS } from '../../collector/console/help/articles.ts';
import { LOCALES } from '../../collector/people/locale.ts';
import { ERRORS, REASONS, WARNINGS } from '../../collector/pipeline/postback.ts';
import { type ConsoleStand, createVisitor, startConsole, type Visitor } from './console-stand.ts';

let stand: ConsoleStand;
let visitor: Visitor;
let login: string;
beforeAll(async () => {
  stand = await startConsole();
  ({ login } = await stand.addUser());
  visitor = await stand.enter(login);
});
afterAll(() => stand.close());

const ALL = Object.values(TOPICS).flat();
const CODES = [
  ...ERRORS.map((code) => `error-${code}`),
  ...REASONS.map((code) => `reason-${code}`),
  ...WARNINGS.map((code) => `warning-${code}`),
];

test('every error, reason and warning has a page, and the index leads to all of them', async () => {
  expect(CODES.filter((code) => findArticle(code, 'en') === null)).toEqual([]);
  const { status, html } = await visitor.get('/console/help');
  expect(status).toBe(200);
  const links = [...html.matchAll(/href="\/console\/help\/([\w-]+)"/g)].map(([, topic = '']) => topic);
  expect(links.sort()).toEqual([...new Set([...ALL, ...CODES])].sort());
});

describe.each(LOCALES)('in %s', (locale) => {
  test('every page is there, with all its parts', async () => {
    await stand.query('update users set locale = $1 where login = $2', [locale, login]);
    for (const topic of ALL) {
      const { status, html } = await visitor.get(`/console/help/${topic}`);
      expect([topic, status]).toEqual([topic, 200]);
      expect(html).toContain(`lang="${locale}"`);
      const text = html.replace(/<[^>]+>/g, '');
      expect(text, 'places are filled in, backticks are none').not.toMatch(
        /\{(?:script|collector|track)\}|`/,
      );
    }
  });

  test('nothing is left in the other language', () => {
    for (const topic of ALL) {
      const words = JSON.stringify(
        findArticle(topic, locale)?.blocks.map((block) =>
          typeof block === 'object' && 'code' in block ? block.label : block,
        ),
      ).replace(/`[^`]*`/g, '');
      const russian = words.match(/[а-яё]/gi)?.length ?? 0;
      expect([topic, russian > words.length / 4]).toEqual([topic, locale === 'ru']);
    }
  });
});

test('code to copy holds this collector’s addresses', async () => {
  const { html } = await visitor.get('/console/help/image-pixel');
  expect(html).toContain('http://collector.example/api/track/lead.gif?key=pk_…');
});

test('a code’s page leads to the postbacks with it; what is unknown is not there', async () => {
  const account = await stand.addUser();
  const other = await stand.enter(account.login);
  await stand.postback(account, { click: '{x}' });
  const { html } = await other.get('/console/help/reason-unreplaced-macro');
  expect(html).toContain('href="/console/logs?reason=unreplaced-macro"');
  expect((await other.get('/console/logs?reason=unreplaced-macro')).html).toContain('unreplaced-macro');
  for (const topic of ['nothing', 'error-x', '__proto__', 'constructor', '%00'])
    expect((await other.get(`/console/help/${topic}`)).status).toBe(404);
});

test('it is for who is signed in, whatever their role', async () => {
  expect((await createVisitor(stand.url).get('/console/help')).status).toBe(302);
  for (const role of ['analyst', 'auditor']) {
    await stand.query('update users set role = $1 where login = $2', [role, login]);
    expect((await visitor.get('/console/help/roles')).status).toBe(200);
  }
});
