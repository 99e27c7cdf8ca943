import type { Translation } from './text.ts';

export const flows = {} as const satisfies Record<string, Translation>;
