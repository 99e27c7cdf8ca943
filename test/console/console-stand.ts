import type { ConsoleDeps } from '../../collector/console/console.ts';
import { newId, randomText } from '../../collector/ids.ts';
import { hashPassword } from '../../collector/people/password.ts';
import type { Role } from '../../collector/people/permissions.ts';
import {
  SECRET,
  type Settings,
  startCollector,
  type TestAccount,
  type TestCollector,
} from '../support/collector.ts';

export const PASSWORD = 'correct horse battery staple';

/** What a page answered. */
export interface Answered {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

export type Form = Readonly<Record<string, string | readonly string[]>>;

/** Somebody with cookies, who follows no redirect. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  get(path: string): Promise<Answered>;
  /** Sends a form as a page of the console does, a list as a repeated field; `headers` replace what the browser would add. */
  post(path: string, form: Form, headers?: Record<string, string>): Promise<Answered>;
}

export interface ConsoleStand extends TestCollector {
  /** An account with one user who can sign in. */
  addUser(): Promise<TestAccount & { login: string }>;
  /** One more user of the account; returns the login. */
  addMember(account: TestAccount, role: Role): Promise<string>;
  /** Signed in. */
  enter(login: string): Promise<Visitor>;
  /** A postback of a network; answers with the ID of its log entry. */
  postback(account: TestAccount, query: Record<string, string>): Promise<string>;
  /** A new click by the flow's tracking link. */
  addClick(account: TestAccount, query?: string): Promise<string>;
}

/** The real collector with its console, on a database of its own. */
export async function startConsole(settings: Settings = {}): Promise<ConsoleStand> {
  const collector = await startCollector(settings);
  const passwordHash = await hashPassword(PASSWORD);
  return {
    ...collector,
    async addUser() {
      const account = await collector.addAccount();
      const login = `user-${account.tokenId}`;
      await collector.database
        .knex('users')
        .where({ account_id: account.accountId })
        .update({ login, password_hash: passwordHash });
      return { ...account, login };
    },
    async addMember({ accountId }, role) {
      const login = `${role}-${randomText(8)}`;
      await collector.database
        .knex('users')
        .insert({ id: newId(), account_id: accountId, login, password_hash: passwordHash, role });
      return login;
    },
    async enter(login) {
      const visitor = createVisitor(collector.url);
      const { status } = await visitor.post('/console/login', { login, password: PASSWORD });
      if (status !== 303) throw new Error(`Signing in was answered ${status}`);
      return visitor;
    },
    async postback(account, query) {
      await collector.call(
        `/api/track/postback.json?${new URLSearchParams({ id: account.token, ...query })}`,
      );
      const [row] = await collector.query<{ id: string }>(
        'select id from postback_log order by id desc limit 1',
      );
      return (row?.id ?? '').replaceAll('-', '');
    },
    async addClick(account, query = '') {
      const visit = await fetch(`${collector.url}/c/${account.flow}${query}`, { redirect: 'manual' });
      return new URL(visit.headers.get('location') ?? '').searchParams.get('click') ?? '';
    },
  };
}

/** What a console of its own needs, on the stand's database: reached over https, behind one proxy. */
export function consoleDepsOf(stand: ConsoleStand): ConsoleDeps {
  return {
    knex: stand.database.knex,
    pipeline: stand.pipeline,
    replayer: stand.replayer,
    newId,
    waiting: () => null,
    checker: stand.checker,
    courier: stand.courier,
    publicUrl: 'https://track.example',
    scriptName: 'sdk.js',
    trackPath: '/api/track',
    cookieDomain: null,
    sdk: { version: '1.0.0', integrity: 'sha384-x' },
    secret: SECRET,
    now: () => new Date(),
    secure: true,
    proxyHops: 1,
  };
}

export function createVisitor(url: string): Visitor {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit): Promise<Answered> => {
    const headers = new Headers(init.headers);
    headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url + path, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.status, html: await response.text(), headers: response.headers };
  };
  return {
    cookies,
    get: (path) => send(path, {}),
    post: (path, form, headers = { 'Sec-Fetch-Site': 'same-origin' }) =>
      send(path, { method: 'POST', body: new URLSearchParams(pairs(form)), headers }),
  };
}

/** The IDs in the links of a page that begin with a path, in their order, each once. */
export function idsIn(html: string, path: string): string[] {
  const links = html.matchAll(new RegExp(`href="${path}/([0-9a-f]{32})(?:/([0-9a-f]{32}))?"`, 'g'));
  return [...new Set([...links].map(([, first = '', second]) => second ?? first))];
}

function pairs(form: Form): [string, string][] {
  return Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  );
}
