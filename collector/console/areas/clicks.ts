import type { Area } from '../area.ts';
import type { ConsoleDeps } from '../console.ts';
import { createClickDownload } from '../list-downloads.ts';
import { createClickPage } from '../pages/click.tsx';
import { createClickList } from '../pages/click-list.tsx';

/** Visits. */
export function clicks(deps: ConsoleDeps): Area {
  return {
    pages: [
      { path: '/clicks', may: 'read', page: createClickList(deps) },
      { path: '/clicks/:click', may: 'read', page: createClickPage(deps) },
    ],
    downloads: [{ path: '/clicks.csv', may: 'export', download: createClickDownload(deps) }],
  };
}
