import type { Translation } from './text.ts';

export const clicks = {
  'Click ID': 'ID клика',
  'Came by': 'Пришёл через',
  Page: 'Страница',
  Referrer: 'Откуда перешёл',
  'tracking link': 'трекинговая ссылка',
  'landing page': 'лендинг',
  'none: the network named a flow': 'без клика: сеть назвала поток',
} as const satisfies Record<string, Translation>;
