import type { Translation } from './text.ts';

export const settings = {
  'US dollars': 'Доллары США',
} as const satisfies Record<string, Translation>;
