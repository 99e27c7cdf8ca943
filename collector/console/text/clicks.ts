import type { Translation } from './text.ts';

export const clicks = {} as const satisfies Record<string, Translation>;
