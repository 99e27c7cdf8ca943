import { createAddNote } from '../add-note.ts';
import type { Area } from '../area.ts';
import { createChooseColumns } from '../choose-columns.ts';
import type { ConsoleDeps } from '../console.ts';
import { createLeadPage } from '../pages/lead.tsx';
import { createBulkAction } from '../pages/lead-bulk.tsx';
import { createEditAction, createEditPage } from '../pages/lead-edit.tsx';
import { createLeadList } from '../pages/lead-list.tsx';

/** Orders and conversions. */
export function leads(deps: ConsoleDeps): Area {
  return {
    pages: [
      { path: '/leads', may: 'read', page: createLeadList(deps) },
      { path: '/leads/:click/:lead', may: 'read', page: createLeadPage(deps) },
      { path: '/leads/:click/:lead/edit', may: 'edit', page: createEditPage(deps) },
    ],
    actions: [
      { path: '/leads/columns', may: 'read', action: createChooseColumns(deps) },
      { path: '/leads/bulk', may: 'edit', action: createBulkAction(deps) },
      { path: '/leads/:click/:lead/edit', may: 'edit', action: createEditAction(deps) },
      { path: '/leads/:click/:lead/notes', may: 'edit', action: createAddNote(deps) },
    ],
  };
}
