import type { Area } from '../area.ts';
import type { ConsoleDeps } from '../console.ts';

export function help(_deps: ConsoleDeps): Area {
  return { pages: [] };
}
