import type { Area } from '../area.ts';
import type { ConsoleDeps } from '../console.ts';
import { createHelpIndex, createHelpPage } from '../pages/help.tsx';

/** What the console's words mean, and how leads are brought in. */
export function help(deps: ConsoleDeps): Area {
  return {
    pages: [
      { path: '/help', may: 'self', page: createHelpIndex() },
      { path: '/help/:topic', may: 'self', page: createHelpPage(deps) },
    ],
  };
}
