import { ORDER_PRESETS } from './orders/index.ts';
import type { ReceiverPreset } from './preset.ts';
import { RECEIVER_PRESETS } from './receivers/index.ts';

/** Everything that a receiver can be made from. */
export const PRESETS: readonly ReceiverPreset[] = [...RECEIVER_PRESETS, ...ORDER_PRESETS];

export function findPreset(name: string): ReceiverPreset | null {
  return PRESETS.find((preset) => preset.name === name) ?? null;
}
