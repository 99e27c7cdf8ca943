import type { Translation } from './text.ts';

export const help = {} as const satisfies Record<string, Translation>;
