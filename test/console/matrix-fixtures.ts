import { randomBytes } from 'node:crypto';
import { type ConsoleDeps, listAreas } from '../../collector/console/console.ts';
import { newId, randomText } from '../../collector/ids.ts';
import { type Permission, ROLES, type Role } from '../../collector/people/permissions.ts';
import { addApiKey } from '../../collector/storage/api-keys.ts';
import { addReceiver } from '../../collector/storage/receivers.ts';
import { addUpload } from '../../collector/storage/uploads.ts';
import type { TestAccount } from '../support/collector.ts';
import { addTestReceiver, messagesOf, settleMessage } from '../support/messages.ts';
import { aReceiver } from '../support/receiver.ts';
import type { ConsoleStand, Visitor } from './console-stand.ts';

/** Contact data that no role without `contact` may meet anywhere, in any spelling that a page may choose. */
export const CANARIES = {
  name: 'Canaria Nameless',
  phone: '79261234567',
  email: 'canary@contact.example',
  comment: 'canary-comment-8213',
  metaName: 'canarymetaname',
  metaValue: 'canary-meta-5501',
  ip: '203.0.113.77',
} as const;

/** An account in which there is one of everything, with a user of each role. */
export interface FullAccount extends TestAccount {
  readonly login: string;
  readonly visitors: Readonly<Record<Role, Visitor>>;
  /** What stands in a route's places, by the route up to there. */
  readonly ids: Readonly<Record<string, string>>;
}

/**
 * IDs for the places of routes. A route with a new place needs a line here: what it stands for in `account`. The name
 * is the route up to the place, such as `/flows/:id`.
 */
async function idsOf(stand: ConsoleStand, account: TestAccount): Promise<Record<string, string>> {
  const { knex } = stand.database;
  const { accountId } = account;
  const hex = (id: unknown) => String(id).replaceAll('-', '');
  const first = async (table: string) => {
    const row: Record<string, unknown> | undefined = await knex(table)
      .where({ account_id: accountId })
      .first();
    if (!row) throw new Error(`The account has nothing in ${table}`);
    return row;
  };
  const lead = await first('leads');
  const session: { id: string } | undefined = await knex('sessions')
    .join('users', 'users.id', 'sessions.user_id')
    .where({ account_id: accountId })
    .first('sessions.id');
  const uploadId = newId();
  await addUpload(knex, accountId, {
    ...{ id: uploadId, createdAt: new Date(), separator: ',', charset: 'utf-8' },
    ...{ cells: [['phone'], [CANARIES.phone]], parameters: ['phone'] },
  });
  const network = `rc_${randomText(12)}`;
  await addReceiver(knex, {
    ...aReceiver({ kind: 'order', url: 'https://ts.example/?phone={phone}' }),
    id: network,
    accountId,
  });
  const keyId = randomText(12);
  await addApiKey(knex, { id: keyId, accountId, name: 'a program', scopes: ['log:read'] });
  return {
    '/receivers/:id': network,
    '/logs/:id': hex((await first('postback_log')).id),
    '/leads/:click': hex(lead.click_id),
    '/leads/:click/:lead': hex(lead.id),
    '/leads/import/:id': uploadId,
    '/outgoing/:id': hex((await first('outgoing')).id),
    '/help/:topic': 'statuses',
    '/clicks/:id': hex(lead.click_id),
    '/clicks/:click': hex(lead.click_id),
    '/flows/:id': account.flow,
    '/settings/me/sessions/:session': session?.id ?? '',
    '/settings/users/:user': hex((await first('users')).id),
    '/settings/tokens/:token': account.tokenId,
    '/settings/site-keys/:flow': account.flow,
    '/settings/api-keys/:key': keyId,
    '/orders/:receiver': network,
  };
}

/** As a browser sends them. */
export function cookiesOf({ cookies }: Visitor): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

/** A visit by a link, a lead with the canaries, postbacks that worked and that did not. */
export async function addFullAccount(stand: ConsoleStand): Promise<FullAccount> {
  const account = await stand.addUser();
  const click = await stand.addClick(account, '?utm_source=ads');
  await addTestReceiver(stand, account, {
    ...{ kind: 'additional', method: 'POST', bodyType: 'form', body: 'name={name}&ip={ip}' },
    url: 'https://ts.example/{email}?phone={phone}&comment={comment}',
  });
  const { name, phone, email, comment, ip, metaName, metaValue } = CANARIES;
  const buyer = { name, phone: `+${phone}`, email, comment, ip, [`meta[${metaName}]`]: metaValue };
  await stand.postback(account, { click, status: 'sold-out', ...buyer });
  await stand.postback(account, { click: newId(), status: 'approve', ...buyer });
  await stand.postback(account, { click, status: 'approve', price: '12.50', ...buyer });
  const [message = ''] = await messagesOf(stand, account);
  const answer = `no ${phone}, ${email}`;
  await settleMessage(stand, message, 'failed', { http: 500, error: 'http', orderReason: answer, answer });
  const visitors: Partial<Record<Role, Visitor>> = {};
  for (const role of ROLES) visitors[role] = await stand.enter(await stand.addMember(account, role));
  const ids = await idsOf(stand, account);
  return { ...account, visitors: visitors as Record<Role, Visitor>, ids };
}

/** A way into the console, as `areas/` lists it. */
export interface Route {
  readonly kind: 'page' | 'download' | 'action';
  readonly path: string;
  readonly may: Permission;
}

/** All of them, so that what is added is tested by itself. */
export function listRoutes(): readonly Route[] {
  // What areas are made of is looked at, not run: tests call the routes over HTTP.
  const deps = { scriptName: '', trackPath: '', publicUrl: 'http://x' } as ConsoleDeps;
  return listAreas(deps).flatMap(({ pages, actions = [], downloads = [] }) => [
    ...pages.map(({ path, may }) => ({ kind: 'page' as const, path, may })),
    ...downloads.map(({ path, may }) => ({ kind: 'download' as const, path, may })),
    ...actions.map(({ path, may }) => ({ kind: 'action' as const, path, may })),
  ]);
}

/** The names of a route's places. */
export function placesOf(path: string): string[] {
  return [...path.matchAll(/:\w+/g)].map((match) => path.slice(0, (match.index ?? 0) + match[0].length));
}

/** A route with IDs in its places. */
export function fill(path: string, ids: Readonly<Record<string, string>>): string {
  for (const place of placesOf(path).reverse()) {
    const id = ids[place];
    if (!id) throw new Error(`${path}: say in matrix-fixtures.ts (idsOf) which ID stands in ${place}.`);
    const at = place.lastIndexOf(':');
    path = path.slice(0, at) + id + path.slice(place.length);
  }
  return path;
}

/** Places of what is the same for every account. */
export const EVERYBODYS: ReadonlySet<string> = new Set(['/help/:topic']);

/** An ID that looks like a given one and is nobody's. */
export function randomLike(id: string): string {
  if (/^[0-9a-f]{32}$/.test(id)) return newId();
  if (/^[0-9a-f]{64}$/.test(id)) return randomBytes(32).toString('hex');
  return randomText(id.length);
}

/** All IDs of an account replaced by nobody's. */
export function randomIds(ids: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(ids).map(([place, id]) => [place, randomLike(id)]));
}

/** What stands in each table, in short. Sessions and API keys are looked at, which moves their clocks. */
export async function contentsOf(stand: ConsoleStand): Promise<Record<string, string>> {
  const tables = await stand.query<{ name: string }>(
    `select c.relname as name from pg_class c
      where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relispartition
        and relname not in ('sessions', 'api_keys', 'schema_migrations')`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await stand.query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from "${name}" t`,
    );
    found[name] = row?.sum ?? '';
  }
  return found;
}
