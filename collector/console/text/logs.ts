import type { Translation } from './text.ts';

export const logs = {
  Why: 'Почему',
  Was: 'Было',
  'Status then': 'Статус тогда',
  'Would be': 'Станет',
  'Would change': 'Изменится',
} as const satisfies Record<string, Translation>;
