import { hashPassword } from '../people/password.ts';
import { removeSessionsOf } from '../storage/sessions.ts';
import { setPasswordHash } from '../storage/users.ts';
import type { Action } from './action.ts';
import { judgePassword } from './new-password.ts';
import { ME, type MeDeps, meView } from './pages/settings-me.tsx';
import { sayFailed } from './say-failed.ts';

/** Changes one's own password and ends one's other sessions. */
export function createChangePassword(deps: MeDeps): Action {
  return async (request) => {
    const { user, session, text, field, audit, provePassword } = request;
    const fresh = field('fresh');
    const problem = judgePassword(fresh, user.login);
    if (problem) return { view: await meView(deps, request, { password: { fresh: text(problem) } }) };
    const failed = await provePassword(field('old'));
    if (failed) {
      const old = sayFailed(text, failed, 'The password is wrong.');
      return { view: await meView(deps, request, { password: { old } }) };
    }
    await setPasswordHash(deps.knex, user.id, await hashPassword(fresh));
    await removeSessionsOf(deps.knex, user.id, session.id);
    await audit('user.password', user.id);
    return { next: `${ME}?done=password` };
  };
}
