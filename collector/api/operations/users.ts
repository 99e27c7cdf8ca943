import { z } from 'zod';
import { LOCALES } from '../../people/locale.ts';
import { readLogin } from '../../people/login.ts';
import { hashPassword, randomPassword } from '../../people/password.ts';
import { may, ROLES, type Role } from '../../people/permissions.ts';
import { findAccount } from '../../storage/accounts.ts';
import { removeSessionsOf } from '../../storage/sessions.ts';
import { addUser, findUserLine, listUsers, setDisabled, setRole } from '../../storage/users.ts';
import { ApiError, type Caller, type Operation, operation, unknown } from '../operation.ts';
import { only } from '../present.ts';
import { AnId, At, Id } from '../schemas.ts';

const AUser = z
  .strictObject({
    id: AnId,
    login: z.string(),
    role: z.enum(ROLES),
    createdAt: At,
    disabledAt: At.nullable().meta({ description: 'since when they are shut out' }),
    hasTotp: z.boolean().meta({ description: 'whether they sign in with a second step' }),
    lastSeenAt: At.nullable(),
  })
  .meta({ id: 'User' });

/** An owner may do everything, and in the console only after a password: a key that was stolen must not make one. */
const Given = z.enum(ROLES).exclude(['owner']).meta({
  description: 'owners are made in the console; a manager sees contacts, so it wants leads:contact',
});

const Login = z.string().refine((typed) => readLogin(typed) !== null, {
  error: 'has 2 to 64 letters, digits and . _ @ + -',
});

export const users: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/users',
    group: 'Users',
    summary: 'Who may sign in to the console, by login',
    scope: 'users:write',
    answer: z.strictObject({ users: z.array(AUser) }),
    async run({ caller }, { knex }) {
      const users = await listUsers(knex, caller.accountId);
      return { users: users.map(present) };
    },
  }),
  operation({
    method: 'post',
    path: '/users',
    group: 'Users',
    summary: 'Add a user; this answer is the only time that the first password can be seen',
    scope: 'users:write',
    body: z.strictObject({ login: Login, role: Given, locale: z.enum(LOCALES).optional() }),
    example: { login: 'ann', role: 'analyst' },
    answer: z.strictObject({ user: AUser, password: z.string() }),
    async run({ body: { login: typed, role, locale }, caller }, { knex, newId }) {
      mayGive(caller, role);
      const { accountId, audit } = caller;
      const [id, login, password] = [newId(), readLogin(typed) ?? '', randomPassword()];
      const passwordHash = await hashPassword(password);
      const { defaults } = await findAccount(knex, accountId);
      const usual = defaults ?? { locale: 'en', timeZone: 'UTC', currency: 'USD' };
      const preferences = { ...usual, locale: locale ?? usual.locale };
      if (!(await addUser(knex, { id, accountId, login, passwordHash, role, ...preferences })))
        throw new ApiError(400, 'taken', `the login «${login}» is taken: choose another one`);
      await audit('user.add', id, { login, role });
      return { user: await find(knex, accountId, id), password };
    },
  }),
  operation({
    method: 'patch',
    path: '/users/{id}',
    group: 'Users',
    summary: 'Change a user’s role, shut them out or let them in again',
    description: 'Their sessions end. Owners are changed in the console.',
    scope: 'users:write',
    params: { id: Id },
    body: z
      .strictObject({ role: Given.optional(), shutOut: z.boolean().optional() })
      .refine((given) => Object.keys(given).length > 0, 'give a role or shutOut'),
    example: { role: 'analyst' },
    answer: z.strictObject({ user: AUser }),
    async run({ params, body: { role, shutOut }, caller }, { knex, now }) {
      const { accountId, audit } = caller;
      const found = await findUserLine(knex, accountId, params.id);
      if (!found) throw unknown('user');
      const { login } = found;
      if (found.role === 'owner')
        throw new ApiError(
          403,
          'owner',
          'owners are changed in the console, where their password is asked for',
        );
      if (role) mayGive(caller, role);
      // Who is let in again must not see what their role shows and the key does not.
      if (shutOut === false) mayGive(caller, role ?? found.role);
      const isOtherRole = role !== undefined && role !== found.role;
      const isOtherAccess = shutOut !== undefined && shutOut !== (found.disabledAt !== null);
      if (isOtherRole) {
        await setRole(knex, accountId, params.id, role);
        await audit('user.role', params.id, { login, from: found.role, to: role });
      }
      if (isOtherAccess) {
        await setDisabled(knex, accountId, params.id, shutOut ? now() : null);
        await audit(shutOut ? 'user.shut-out' : 'user.let-in', params.id, { login });
      }
      if (isOtherRole || isOtherAccess) await removeSessionsOf(knex, params.id);
      return { user: await find(knex, accountId, params.id) };
    },
  }),
];

function mayGive({ seesContact }: Caller, role: Role): void {
  if (may(role, 'contact') && !seesContact)
    throw new ApiError(
      403,
      'scope',
      'this key does not have leads:contact, so it cannot give a role that has',
    );
}

async function find(knex: Parameters<typeof findUserLine>[0], accountId: string, id: string) {
  const user = await findUserLine(knex, accountId, id);
  if (!user) throw unknown('user');
  return present(user);
}

function present(user: NonNullable<Awaited<ReturnType<typeof findUserLine>>>) {
  return only(AUser, { ...user, id: user.id.replaceAll('-', '') });
}
