import type { ReceiverPreset } from '../preset.ts';
import { ADS } from './ads.ts';
import { MESSAGES } from './messages.ts';
import { TRACKERS } from './trackers.ts';

/** Trackers, traffic sources and chats that hear of leads' news. */
export const RECEIVER_PRESETS: readonly ReceiverPreset[] = [...TRACKERS, ...ADS, ...MESSAGES];
