import type { Sentences } from './translator.ts';

/** Why a page could not be checked. */
export const check = {
  'Give the address of a page that begins with http:// or https://.':
    'Укажите адрес страницы, он начинается с http:// или https://.',
  "The check took longer than $n seconds and was stopped: the page, or the collector's machine, is too busy. Try again.":
    'Проверка шла дольше $n секунд и остановлена: слишком занята страница или сервер коллектора. Попробуйте ещё раз.',
  'The collector is being stopped.': 'Коллектор останавливается.',
  'The page has brought the browser down ($error). Try again.':
    'Страница уронила браузер ($error). Попробуйте ещё раз.',
  'The page never comes to rest: it goes on to another again and again.':
    'Страница не останавливается: снова и снова переходит на другую.',
  'Another page is being checked just now. Try again in half a minute.':
    'Сейчас проверяется другая страница. Попробуйте через полминуты.',
  'The check needs Chromium or Chrome on the collector’s machine: install one («apt-get install chromium»), or set SUBPIXEL_CHROMIUM to its path.':
    'Для проверки на сервере коллектора нужен Chromium или Chrome: установите его («apt-get install chromium») или задайте путь к нему в SUBPIXEL_CHROMIUM.',
  '$path does not start: $error Set SUBPIXEL_CHROMIUM to another Chromium, or mend this one.':
    '$path не запускается: $error Укажите в SUBPIXEL_CHROMIUM другой Chromium или почините этот.',
} as const satisfies Sentences;
