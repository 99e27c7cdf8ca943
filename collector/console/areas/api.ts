import type { Area } from '../area.ts';
import type { ConsoleDeps } from '../console.ts';
import { createApiPage } from '../pages/api.tsx';

/** The API for people's own programs: what there is, and a form to try it. */
export function api(deps: ConsoleDeps): Area {
  return { pages: [{ path: '/api', may: 'read', page: createApiPage(deps) }] };
}
