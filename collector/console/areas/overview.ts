import type { Area } from '../area.ts';
import type { ConsoleDeps } from '../console.ts';
import { createOverview } from '../pages/overview.tsx';

/** What came of some days, and what needs a person. */
export function overview(deps: ConsoleDeps): Area {
  return { pages: [{ path: '/overview', may: 'read', page: createOverview(deps) }] };
}
