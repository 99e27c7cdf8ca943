import type { ActionRoute, Area, PageRoute } from '../area.ts';
import { createEndSessionsOf, createResetPassword, createSetAccess, createSetRole } from '../change-user.ts';
import type { ConsoleDeps } from '../console.ts';
import { createChangePassword } from '../my-password.ts';
import { createEndOtherSessions, createEndSession } from '../my-sessions.ts';
import { createPutRates, createRatesPage } from '../pages/rates.tsx';
import { createAccountPage, createSaveAccount } from '../pages/settings-account.tsx';
import {
  createAddApiKey,
  createApiKeyPage,
  createApiKeysPage,
  createRevokeApiKey,
} from '../pages/settings-api-keys.tsx';
import { createAuditPage } from '../pages/settings-audit.tsx';
import { createMePage, createSavePreferences } from '../pages/settings-me.tsx';
import {
  createSecondStepOff,
  createSecondStepOn,
  createSecondStepPage,
} from '../pages/settings-second-step.tsx';
import { createNewSiteKey, createSiteKeyPage, createSiteKeysPage } from '../pages/settings-site-keys.tsx';
import { createRevokeToken, createSaveToken, createTokenPage } from '../pages/settings-token.tsx';
import { createAddToken, createTokensPage } from '../pages/settings-tokens.tsx';
import { createUserPage } from '../pages/settings-user.tsx';
import { createAddUser, createUsersPage } from '../pages/settings-users.tsx';

/** What holds for the whole account or for the person. */
export function settings(deps: ConsoleDeps): Area {
  const pages: readonly PageRoute[] = [
    { path: '/settings', may: 'self', page: createMePage(deps) },
    { path: '/settings/me', may: 'self', page: createMePage(deps) },
    { path: '/settings/me/second-step', may: 'self', page: createSecondStepPage(deps) },
    { path: '/settings/users', may: 'people', page: createUsersPage(deps) },
    { path: '/settings/users/:user', may: 'people', page: createUserPage(deps) },
    { path: '/settings/account', may: 'people', page: createAccountPage(deps) },
    { path: '/settings/tokens', may: 'secrets', page: createTokensPage(deps) },
    { path: '/settings/tokens/:token', may: 'secrets', page: createTokenPage(deps) },
    { path: '/settings/site-keys', may: 'secrets', page: createSiteKeysPage(deps) },
    { path: '/settings/site-keys/:flow', may: 'people', page: createSiteKeyPage(deps) },
    { path: '/settings/api-keys', may: 'people', page: createApiKeysPage(deps) },
    { path: '/settings/api-keys/:key', may: 'people', page: createApiKeyPage(deps) },
    { path: '/settings/rates', may: 'read', page: createRatesPage(deps) },
    { path: '/settings/audit', may: 'audit', page: createAuditPage(deps) },
  ];
  // One's own; what takes the password anyway does not ask for it twice.
  const own: readonly ActionRoute[] = [
    { path: '/settings/me', may: 'self', action: createSavePreferences(deps) },
    { path: '/settings/me/password', may: 'self', action: createChangePassword(deps) },
    { path: '/settings/me/second-step/off', may: 'self', action: createSecondStepOff(deps) },
    { path: '/settings/me/sessions/end-others', may: 'self', action: createEndOtherSessions(deps) },
    { path: '/settings/me/sessions/:session/end', may: 'self', action: createEndSession(deps) },
    { path: '/settings/rates', may: 'edit', action: createPutRates(deps) },
  ];
  const harmful: readonly Omit<ActionRoute, 'asksPassword'>[] = [
    { path: '/settings/me/second-step', may: 'self', action: createSecondStepOn(deps) },
    { path: '/settings/users', may: 'people', action: createAddUser(deps) },
    { path: '/settings/users/:user/role', may: 'people', action: createSetRole(deps) },
    { path: '/settings/users/:user/shut-out', may: 'people', action: createSetAccess(deps, false) },
    { path: '/settings/users/:user/let-in', may: 'people', action: createSetAccess(deps, true) },
    { path: '/settings/users/:user/password', may: 'people', action: createResetPassword(deps) },
    { path: '/settings/users/:user/end-sessions', may: 'people', action: createEndSessionsOf(deps) },
    { path: '/settings/account', may: 'people', action: createSaveAccount(deps) },
    { path: '/settings/tokens', may: 'people', action: createAddToken(deps) },
    { path: '/settings/tokens/:token', may: 'people', action: createSaveToken(deps) },
    { path: '/settings/tokens/:token/revoke', may: 'people', action: createRevokeToken(deps) },
    { path: '/settings/site-keys/:flow', may: 'people', action: createNewSiteKey(deps) },
    { path: '/settings/api-keys', may: 'people', action: createAddApiKey(deps) },
    { path: '/settings/api-keys/:key/revoke', may: 'people', action: createRevokeApiKey(deps) },
  ];
  return { pages, actions: [...own, ...harmful.map((route) => ({ ...route, asksPassword: true }))] };
}
