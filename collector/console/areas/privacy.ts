import type { Area } from '../area.ts';
import type { ConsoleDeps } from '../console.ts';
import { createEraseAction, createErasePage, createErasePreview } from '../pages/erase.tsx';

/** What the account must forget. */
export function privacy(deps: ConsoleDeps): Area {
  return {
    pages: [{ path: '/settings/erase', may: 'people', page: createErasePage() }],
    actions: [
      // Not a GET: the phone would stand in addresses that are kept.
      { path: '/settings/erase', may: 'people', action: createErasePreview(deps) },
      { path: '/settings/erase/now', may: 'people', asksPassword: true, action: createEraseAction(deps) },
    ],
  };
}
