import type { Area } from '../area.ts';
import type { ConsoleDeps } from '../console.ts';
import { createPutRates, createRatesPage } from '../pages/rates.tsx';

/** What holds for the whole account or for the person. */
export function settings(deps: ConsoleDeps): Area {
  return {
    pages: [{ path: '/settings/rates', may: 'read', page: createRatesPage(deps) }],
    actions: [{ path: '/settings/rates', may: 'edit', action: createPutRates(deps) }],
  };
}
