import type { Translation } from './text.ts';

export const overview = {} as const satisfies Record<string, Translation>;
