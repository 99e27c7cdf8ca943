import type { Area } from '../area.ts';
import type { ConsoleDeps } from '../console.ts';

export function clicks(_deps: ConsoleDeps): Area {
  return { pages: [] };
}
