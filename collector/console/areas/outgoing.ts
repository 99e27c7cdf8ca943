import type { Area } from '../area.ts';
import type { ConsoleDeps } from '../console.ts';
import { createOutgoingDownload } from '../list-downloads.ts';
import {
  createAgainAction,
  createArrivedAction,
  createCancelAction,
  createResendAction,
} from '../outgoing-actions.ts';
import { createOutgoingEntryPage } from '../pages/outgoing-entry.tsx';
import { createOutgoingList } from '../pages/outgoing-list.tsx';
import { createResendAllAction, createResendPage } from '../pages/outgoing-resend.tsx';

/** What went out, and once more. */
export function outgoing(deps: ConsoleDeps): Area {
  return {
    pages: [
      { path: '/outgoing', may: 'read', page: createOutgoingList(deps) },
      { path: '/outgoing/resend', may: 'edit', page: createResendPage(deps) },
      { path: '/outgoing/:id', may: 'read', page: createOutgoingEntryPage(deps) },
    ],
    downloads: [{ path: '/outgoing.csv', may: 'export', download: createOutgoingDownload(deps) }],
    actions: [
      { path: '/outgoing/resend', may: 'edit', action: createResendAllAction(deps) },
      { path: '/outgoing/:id/resend', may: 'edit', action: createResendAction(deps) },
      { path: '/outgoing/:id/cancel', may: 'edit', action: createCancelAction(deps) },
      { path: '/outgoing/:id/arrived', may: 'edit', action: createArrivedAction(deps) },
      { path: '/outgoing/:id/again', may: 'edit', action: createAgainAction(deps) },
    ],
  };
}
