import type { Knex } from 'knex';
import { readLogin } from '../../people/login.ts';
import { hashPassword, randomPassword } from '../../people/password.ts';
import { ROLES, type Role } from '../../people/permissions.ts';
import { findAccount } from '../../storage/accounts.ts';
import { addUser, listUsers, type UserLine } from '../../storage/users.ts';
import type { Action } from '../action.ts';
import { Badge } from '../components/badge.tsx';
import { Field } from '../components/field.tsx';
import { Foreign, Nothing } from '../components/foreign.tsx';
import { RoleChoice, RoleName } from '../components/role.tsx';
import { settingsView } from '../components/settings-frame.tsx';
import { ShownOnce } from '../components/shown-once.tsx';
import { type Column, Table } from '../components/table.tsx';
import { Time } from '../components/time.tsx';
import type { Page, PageRequest, View } from '../page.ts';
import { useText } from '../reader.tsx';

export interface UsersDeps {
  readonly knex: Knex;
  readonly newId: () => string;
}

export const USERS = '/console/settings/users';

/** `/console/settings/users`: who may sign in. */
export function createUsersPage(deps: UsersDeps): Page {
  return (request) => usersView(deps, request);
}

/** Adds a user with a first password that is shown this once. They read the console as the account says, else as who adds them. */
export function createAddUser(deps: UsersDeps): Action {
  return async (request) => {
    const { user, text, field, audit } = request;
    const login = readLogin(field('login'));
    const role = ROLES.find((each) => each === field('role'));
    if (login === null || !role) {
      const problem = text('A login has 2 to 64 letters, digits and . _ @ + -');
      return { view: await usersView(deps, request, { login: field('login').trim(), role, problem }) };
    }
    const { accountId } = user;
    const { locale, timeZone, currency } = (await findAccount(deps.knex, accountId)).defaults ?? user;
    const password = randomPassword();
    const added = { id: deps.newId(), login, role, passwordHash: await hashPassword(password) };
    if (!(await addUser(deps.knex, { ...added, accountId, locale, timeZone, currency }))) {
      const problem = text('This login is taken: choose another one.');
      return { view: await usersView(deps, request, { login, role, problem }) };
    }
    await audit('user.add', added.id, { login, role });
    return { status: 200, view: passwordView(request, login, password) };
  };
}

/** A password that somebody else set for a user. */
export function passwordView({ text }: PageRequest, login: string, password: string): View {
  const body = (
    <ShownOnce
      title={login}
      says={text('This is the password of {login} now. They can change it in their settings.', { login })}
      label={text('Password')}
      secret={password}
      back={USERS}
      backLabel={text('Users')}
    />
  );
  return settingsView(text, 'users', body, login);
}

interface Typed {
  readonly login: string;
  readonly role: Role | undefined;
  readonly problem?: string;
}

async function usersView(deps: UsersDeps, { user, text }: PageRequest, typed?: Typed): Promise<View> {
  const users = await listUsers(deps.knex, user.accountId);
  return settingsView(
    text,
    'users',
    <UsersPage users={users} {...{ login: '', role: undefined, ...typed }} />,
  );
}

const COLUMNS: readonly Column<UserLine>[] = [
  {
    head: 'Login',
    kind: 'first',
    cell: ({ id, login }) => (
      <a href={`${USERS}/${id}`}>
        <Foreign text={login} />
      </a>
    ),
  },
  { head: 'Role', kind: 'plain', cell: ({ role }) => <RoleName role={role} /> },
  { head: 'Second step', cell: ({ hasTotp }) => (hasTotp ? <On /> : <Nothing />) },
  { head: 'Last seen', cell: ({ lastSeenAt }) => (lastSeenAt ? <Time at={lastSeenAt} /> : <Nothing />) },
  {
    head: 'Shut out since',
    cell: ({ disabledAt }) => (disabledAt ? <ShutOut at={disabledAt} /> : <Nothing />),
  },
];

function On() {
  const text = useText();
  return <Badge tone="good">{text('on')}</Badge>;
}

function ShutOut({ at }: { at: Date }) {
  return (
    <Badge tone="bad">
      <Time at={at} />
    </Badge>
  );
}

function UsersPage({ users, login, role, problem }: { users: readonly UserLine[] } & Typed) {
  const text = useText();
  return (
    <>
      <h1>{text('Users')}</h1>
      <div class="columns">
        <div>
          <Table caption={text('Users')} columns={COLUMNS} rows={users} keyOf={({ id }) => id} />
        </div>
        <aside>
          <section>
            <h2>{text('New user')}</h2>
            <form class="fields" method="post" action={USERS}>
              <Field
                name="login"
                label={text('Login')}
                hint={text('A first password is made and shown once.')}
                value={login}
                problem={problem}
                required
              />
              <RoleChoice role={role ?? 'manager'} />
              <button type="submit">{text('Add')}</button>
            </form>
          </section>
        </aside>
      </div>
    </>
  );
}
