import type { Translation } from './text.ts';

export const clicks = {
  'Click ID': 'ID клика',
  Tags: 'Метки',
  'Clicks, newest first': 'Клики, сначала новые',
  'No clicks yet': 'Кликов пока нет',
  'A click comes from a flow’s tracking link, or from the script on its landing page.':
    'Клик приходит по трекинговой ссылке потока или от скрипта на лендинге.',
  'Show the click of {time}': 'Открыть клик от {time}',
  'This click is not known here; postbacks have named it all the same.':
    'Такого клика здесь не было; постбэки его всё же назвали.',
  'All its postbacks': 'Все его постбэки',
  'Came by': 'Пришёл через',
  Page: 'Страница',
  Referrer: 'Откуда перешёл',
  'tracking link': 'трекинговая ссылка',
  'landing page': 'лендинг',
  'none: the network named a flow': 'без клика: сеть назвала поток',
} as const satisfies Record<string, Translation>;
