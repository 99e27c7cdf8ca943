import { Buffer } from 'node:buffer';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { may, ROLES, type Role } from '../../collector/people/permissions.ts';
import { type ConsoleStand, startConsole, type Visitor } from './console-stand.ts';
import {
  addFullAccount,
  CANARIES,
  cookiesOf,
  type FullAccount,
  fill,
  listRoutes,
} from './matrix-fixtures.ts';

/** Links that are followed, beyond the routes themselves: filters, columns, files. */
const MOST_LINKS = 300;
const BLIND = ROLES.filter((role) => !may(role, 'contact'));

let stand: ConsoleStand;
let account: FullAccount;
beforeAll(async () => {
  stand = await startConsole();
  account = await addFullAccount(stand);
});
afterAll(() => stand.close());

/** The text of an answer, whatever its format. */
async function textOf(visitor: Visitor, path: string): Promise<{ text: string; type: string }> {
  const headers = { Cookie: cookiesOf(visitor) };
  const response = await fetch(stand.url + path, { headers, redirect: 'manual' });
  const type = response.headers.get('content-type') ?? '';
  const bytes = Buffer.from(await response.arrayBuffer());
  if (!type.includes('spreadsheet')) return { text: bytes.toString('utf8'), type };
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
  const cells: string[] = [];
  book.eachSheet((sheet) => sheet.eachRow((row) => cells.push(JSON.stringify(row.values))));
  return { text: cells.join('\n'), type };
}

/** Canaries in a text, however they are written there. */
function canariesIn(text: string): string[] {
  const digits = text.replace(/[^0-9a-z@.]/gi, '').toLowerCase();
  return Object.values(CANARIES).filter(
    (canary) => text.includes(canary) || digits.includes(canary.replace(/[^0-9a-z@.]/gi, '').toLowerCase()),
  );
}

/** Every route and what it links to, and what was found there. */
async function walk(role: Role): Promise<Map<string, string[]>> {
  const visitor = account.visitors[role];
  const found = new Map<string, string[]>();
  const waiting = listRoutes()
    .filter(({ kind }) => kind !== 'action')
    .map(({ path }) => `/console${fill(path, account.ids)}`);
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (found.has(path) || found.size >= MOST_LINKS) continue;
    const { text, type } = await textOf(visitor, path);
    found.set(path, canariesIn(text));
    if (!type.includes('html')) continue;
    const links = [...text.matchAll(/(?:href|src)="(\/console\/[^"]+)"/g)].map(([, link = '']) => link);
    waiting.push(...links.map((link) => (link.split('#')[0] ?? '').replaceAll('&amp;', '&')));
  }
  return found;
}

test('an owner meets every canary: the walk would find them', async () => {
  const met = new Set([...(await walk('owner')).values()].flat());
  expect([...met].sort()).toEqual(Object.values(CANARIES).sort());
});

test.each(BLIND)('as %s no page and no file holds contact data', async (role) => {
  const leaks = [...(await walk(role))].filter(([, canaries]) => canaries.length > 0);
  expect(Object.fromEntries(leaks)).toEqual({});
});

test.each(BLIND)('as %s a search for contact data tells nothing', async (role) => {
  const visitor = account.visitors[role];
  for (const list of ['/console/leads', '/console/logs', '/console/clicks']) {
    for (const name of ['q', 'search', 'phone', 'email', 'name', 'find', 'ip', 'text']) {
      const pages = await Promise.all(
        [CANARIES.phone, CANARIES.email, CANARIES.name, CANARIES.ip].map((value) =>
          visitor.get(`${list}?${new URLSearchParams({ [name]: value })}`),
        ),
      );
      for (const { html } of pages) {
        // Either the filter is no filter for this role, and all is shown, or nothing is found.
        const unfiltered = await visitor.get(`${list}?${new URLSearchParams({ [name]: 'nobody at all' })}`);
        expect([list, name, rowsOf(html)]).toEqual([list, name, rowsOf(unfiltered.html)]);
      }
    }
  }
});

function rowsOf(html: string): number {
  return html.match(/<tr/g)?.length ?? 0;
}
