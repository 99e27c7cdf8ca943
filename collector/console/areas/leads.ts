import type { Area } from '../area.ts';
import { createChooseColumns } from '../choose-columns.ts';
import type { ConsoleDeps } from '../console.ts';
import { createLeadPage } from '../pages/lead.tsx';
import { createLeadList } from '../pages/lead-list.tsx';

/** Orders and conversions. */
export function leads(deps: ConsoleDeps): Area {
  return {
    pages: [
      { path: '/leads', may: 'read', page: createLeadList(deps) },
      { path: '/leads/:click/:lead', may: 'read', page: createLeadPage(deps) },
    ],
    actions: [{ path: '/leads/columns', may: 'read', action: createChooseColumns(deps) }],
  };
}
