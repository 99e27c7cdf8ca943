import type { PresetField, ReceiverPreset } from '../preset.ts';

/** What receivers that only hear of news have in common where nothing else is said. */
export const NEWS = {
  kind: 'additional',
  method: 'GET',
  headers: [],
  bodyType: 'none',
  body: '',
  statuses: [],
  statusWords: {},
  answer: null,
  isKeyed: false,
  secretName: null,
  signs: false,
  fields: [],
  note: null,
  verified: true,
} as const satisfies Partial<ReceiverPreset>;

/** Who sent the visitor hears of what became of it, and of nothing twice. */
export const SOURCE = { ...NEWS, kind: 'main' } as const;

export const TRACKER_DOMAIN: PresetField = {
  name: 'domain',
  title: { en: 'Your tracker’s domain', ru: 'Домен вашего трекера' },
  example: 'track.example.com',
};

export const EVENT: PresetField = {
  name: 'event',
  title: { en: 'Event as the ad account counts it', ru: 'Событие, которое считает рекламный кабинет' },
  example: 'Purchase',
};
