import { removeSessionOf, removeSessionsOf } from '../storage/sessions.ts';
import type { Action } from './action.ts';
import { ME, type MeDeps } from './pages/settings-me.tsx';

/** Ends one of one's own sessions. */
export function createEndSession({ knex }: MeDeps): Action {
  return async ({ user, params, audit }) => {
    const id = params.session ?? '';
    if (!/^[0-9a-f]{64}$/.test(id) || !(await removeSessionOf(knex, user.id, id))) return null;
    await audit('session.end', user.id);
    return { next: `${ME}?done=ended` };
  };
}

/** Ends all of one's own sessions but the one that asks for it. */
export function createEndOtherSessions({ knex }: MeDeps): Action {
  return async ({ user, session, audit }) => {
    await removeSessionsOf(knex, user.id, session.id);
    await audit('session.end-others', user.id);
    return { next: `${ME}?done=all-ended` };
  };
}
