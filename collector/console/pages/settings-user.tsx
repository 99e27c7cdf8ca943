import { findUserLine, type UserLine } from '../../storage/users.ts';
import { Facts } from '../components/facts.tsx';
import { Notice, Problems } from '../components/form.tsx';
import { RoleChoice } from '../components/role.tsx';
import { settingsView } from '../components/settings-frame.tsx';
import { Time } from '../components/time.tsx';
import type { Page, PageRequest, View } from '../page.ts';
import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { ME } from './settings-me.tsx';
import { USERS, type UsersDeps } from './settings-users.tsx';

/** `/console/settings/users/ID`: what an owner may do with somebody. */
export function createUserPage(deps: UsersDeps): Page {
  return (request) => userView(deps, request);
}

/** A user of the reader's account with what was refused; null where there is none. */
export async function userView(
  { knex }: UsersDeps,
  { user, text, params, query }: PageRequest,
  problem?: Phrase,
): Promise<View | null> {
  const found = await findUserOf(knex, user.accountId, params.user ?? '');
  if (!found) return null;
  const body = (
    <UserPage user={found} isSelf={found.id === user.id} problem={problem} isSaved={query.has('saved')} />
  );
  return settingsView(text, 'users', body, found.login);
}

/** By what stands in an address. */
export async function findUserOf(
  knex: UsersDeps['knex'],
  accountId: string,
  given: string,
): Promise<UserLine | null> {
  const id = given.replaceAll('-', '');
  return /^[0-9a-f]{32}$/.test(id) ? findUserLine(knex, accountId, id) : null;
}

interface UserPageProps {
  readonly user: UserLine;
  readonly isSelf: boolean;
  readonly problem: Phrase | undefined;
  readonly isSaved: boolean;
}

function UserPage({ user, isSelf, problem, isSaved }: UserPageProps) {
  const text = useText();
  const { login, role, createdAt, lastSeenAt, disabledAt, hasTotp } = user;
  const path = `${USERS}/${user.id}`;
  return (
    <>
      <p class="crumb">
        <a href={USERS}>{text('Users')}</a> /
      </p>
      <h1>{login}</h1>
      {problem && <Problems problems={[text(problem)]} />}
      {isSaved && <Notice>{text('Saved.')}</Notice>}
      <div class="columns">
        <div>
          <section>
            <Facts
              facts={[
                [text('Made'), <Time at={createdAt} />],
                [text('Last seen'), lastSeenAt && <Time at={lastSeenAt} />],
                [text('Second step'), hasTotp ? text('on') : text('off')],
                [text('Shut out since'), disabledAt && <Time at={disabledAt} />],
              ]}
            />
          </section>
          <section>
            <form class="fields" method="post" action={`${path}/role`}>
              <RoleChoice role={role} />
              <button type="submit">{text('Save')}</button>
            </form>
          </section>
        </div>
        <aside>
          {isSelf ? (
            <section>
              <p>
                <a href={ME}>{text('Your own password and sessions are in your settings.')}</a>
              </p>
            </section>
          ) : (
            <Access path={path} isShutOut={disabledAt !== null} />
          )}
        </aside>
      </div>
    </>
  );
}

function Access({ path, isShutOut }: { path: string; isShutOut: boolean }) {
  const text = useText();
  return (
    <>
      <section>
        <h2>{text('Password and sessions')}</h2>
        <p class="fine">
          {text('A new password is made and shown once; the second step is turned off, for a lost phone.')}
        </p>
        <form class="fields" method="post" action={`${path}/password`}>
          <button type="submit">{text('Set a new password')}</button>
        </form>
        <form class="fields" method="post" action={`${path}/end-sessions`}>
          <button type="submit" class="quiet">
            {text('End all sessions')}
          </button>
        </form>
      </section>
      <section>
        <h2>{text('Access')}</h2>
        {isShutOut ? (
          <form class="fields" method="post" action={`${path}/let-in`}>
            <button type="submit">{text('Let in again')}</button>
          </form>
        ) : (
          <form class="fields" method="post" action={`${path}/shut-out`}>
            <p class="fine">{text('Ends the sessions at once. What they did stays in the log.')}</p>
            <button type="submit" class="danger">
              {text('Shut out')}
            </button>
          </form>
        )}
      </section>
    </>
  );
}
