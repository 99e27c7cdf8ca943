import type { Area } from '../area.ts';
import type { ConsoleDeps } from '../console.ts';
import { createLogDownload } from '../list-downloads.ts';
import { createMapStatusAction } from '../map-status.ts';
import { createLogEntryPage } from '../pages/log-entry.tsx';
import { createLogList } from '../pages/log-list.tsx';
import { createReplayAllAction, createReplayPage } from '../pages/replay.tsx';
import { createReplayAction, createReplayPreview } from '../pages/replay-entry.tsx';

/** What came in, and once more. */
export function logs(deps: ConsoleDeps): Area {
  return {
    pages: [
      { path: '/logs', may: 'read', page: createLogList(deps) },
      { path: '/logs/:id', may: 'read', page: createLogEntryPage(deps) },
      { path: '/logs/:id/preview', may: 'edit', page: createReplayPreview(deps) },
      { path: '/replay', may: 'edit', page: createReplayPage(deps) },
    ],
    downloads: [{ path: '/logs.csv', may: 'export', download: createLogDownload(deps) }],
    actions: [
      { path: '/logs/:id/map', may: 'edit', action: createMapStatusAction(deps) },
      { path: '/logs/:id/replay', may: 'edit', action: createReplayAction(deps) },
      { path: '/replay', may: 'edit', action: createReplayAllAction(deps) },
    ],
  };
}
