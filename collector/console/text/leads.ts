import type { Translation } from './text.ts';

export const leads = {} as const satisfies Record<string, Translation>;
