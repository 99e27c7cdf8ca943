import { hashPassword, randomPassword } from '../people/password.ts';
import { ROLES } from '../people/permissions.ts';
import { clearTotp } from '../storage/second-steps.ts';
import { removeSessionsOf } from '../storage/sessions.ts';
import { type OwnerGuarded, setDisabled, setPasswordHash, setRole, type UserLine } from '../storage/users.ts';
import type { Action, ActionResult, FormRequest } from './action.ts';
import { findUserOf, userView } from './pages/settings-user.tsx';
import { passwordView, USERS, type UsersDeps } from './pages/settings-users.tsx';

interface ChangeUserDeps extends UsersDeps {
  readonly now: () => Date;
}

/** Does something to a user of the account. */
function withUser(
  deps: ChangeUserDeps,
  change: (found: UserLine, request: FormRequest) => Promise<ActionResult>,
): Action {
  return async (request) => {
    const found = await findUserOf(deps.knex, request.user.accountId, request.params.user ?? '');
    return found && change(found, request);
  };
}

/** Goes on after a change that could have left the account without an owner. */
async function afterGuarded(
  deps: ChangeUserDeps,
  request: FormRequest,
  id: string,
  guarded: OwnerGuarded,
): Promise<ActionResult> {
  if (guarded === 'done') return { next: `${USERS}/${id}?saved` };
  const view =
    guarded && (await userView(deps, request, 'The account needs an owner: make another one first.'));
  return view && { view };
}

/** Sets a role. The user's sessions end, so that no page of theirs shows what they may no longer see. */
export function createSetRole(deps: ChangeUserDeps): Action {
  return withUser(deps, async (found, request) => {
    const { user, session, field, audit } = request;
    const role = ROLES.find((each) => each === field('role'));
    if (!role || role === found.role) return { next: `${USERS}/${found.id}` };
    const guarded = await setRole(deps.knex, user.accountId, found.id, role);
    if (guarded === 'done') {
      await removeSessionsOf(deps.knex, found.id, session.id);
      await audit('user.role', found.id, { login: found.login, from: found.role, to: role });
    }
    return afterGuarded(deps, request, found.id, guarded);
  });
}

/** Shuts a user out, or lets them in again. */
export function createSetAccess(deps: ChangeUserDeps, isIn: boolean): Action {
  return withUser(deps, async (found, request) => {
    const at = isIn ? null : deps.now();
    const guarded = await setDisabled(deps.knex, request.user.accountId, found.id, at);
    if (guarded === 'done') {
      if (!isIn) await removeSessionsOf(deps.knex, found.id);
      await request.audit(isIn ? 'user.let-in' : 'user.shut-out', found.id, { login: found.login });
    }
    return afterGuarded(deps, request, found.id, guarded);
  });
}

/** Gives a user a new password, which is shown this once, and no second step. */
export function createResetPassword(deps: ChangeUserDeps): Action {
  return withUser(deps, async (found, request) => {
    const password = randomPassword();
    await setPasswordHash(deps.knex, found.id, await hashPassword(password));
    await clearTotp(deps.knex, found.id);
    await removeSessionsOf(deps.knex, found.id);
    await request.audit('user.password-reset', found.id, { login: found.login });
    return { status: 200, view: passwordView(request, found.login, password) };
  });
}

/** Signs a user out everywhere. */
export function createEndSessionsOf(deps: ChangeUserDeps): Action {
  return withUser(deps, async (found, { session, audit }) => {
    await removeSessionsOf(deps.knex, found.id, session.id);
    await audit('session.end-all', found.id, { login: found.login });
    return { next: `${USERS}/${found.id}?saved` };
  });
}
