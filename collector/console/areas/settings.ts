import type { ActionRoute, Area, PageRoute } from '../area.ts';
import type { ConsoleDeps } from '../console.ts';
import { createChangePassword } from '../my-password.ts';
import { createEndOtherSessions, createEndSession } from '../my-sessions.ts';
import { createPutRates, createRatesPage } from '../pages/rates.tsx';
import { createMePage, createSavePreferences } from '../pages/settings-me.tsx';
import {
  createSecondStepOff,
  createSecondStepOn,
  createSecondStepPage,
} from '../pages/settings-second-step.tsx';

/** What holds for the whole account or for the person. */
export function settings(deps: ConsoleDeps): Area {
  const pages: readonly PageRoute[] = [
    { path: '/settings', may: 'self', page: createMePage(deps) },
    { path: '/settings/me', may: 'self', page: createMePage(deps) },
    { path: '/settings/me/second-step', may: 'self', page: createSecondStepPage(deps) },
    { path: '/settings/rates', may: 'read', page: createRatesPage(deps) },
  ];
  const actions: readonly ActionRoute[] = [
    { path: '/settings/me', may: 'self', action: createSavePreferences(deps) },
    { path: '/settings/me/password', may: 'self', action: createChangePassword(deps) },
    {
      path: '/settings/me/second-step',
      may: 'self',
      asksPassword: true,
      action: createSecondStepOn(deps),
    },
    { path: '/settings/me/second-step/off', may: 'self', action: createSecondStepOff(deps) },
    { path: '/settings/me/sessions/end-others', may: 'self', action: createEndOtherSessions(deps) },
    { path: '/settings/me/sessions/:session/end', may: 'self', action: createEndSession(deps) },
    { path: '/settings/rates', may: 'edit', action: createPutRates(deps) },
  ];
  return { pages, actions };
}
