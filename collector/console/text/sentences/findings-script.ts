import type { Sentences } from './translator.ts';

/** What the check of a page finds out about the script and about what the page lets it do. */
export const scriptFindings = {
  // Whether it runs
  Script: 'Скрипт',
  'It is loaded and runs.': 'Загружен и работает.',
  'It has not run within seconds.': 'За несколько секунд он не запустился.',
  'Exclude it from the optimiser, as said above.': 'Исключите его из оптимизатора, как сказано выше.',
  'Its address may be missing or malformed: put the tag there anew.':
    'Возможно, адреса в теге нет или он испорчен: поставьте тег заново.',
  'The browser has not asked for it.': 'Браузер его не запросил.',
  'A tag that is pinned to a version stops working when the collector is updated: copy it anew.':
    'Тег, закреплённый за версией, после обновления коллектора не работает: скопируйте его заново.',
  'Take the address of the tag.': 'Возьмите адрес из этого тега.',
  '$url answers with «$type», which browsers do not run as a script.':
    '$url отвечает с типом «$type», такой скрипт браузеры не запускают.',
  'Most often that is a “not found” page, or a proxy that sets types of its own. It must be text/javascript.':
    'Чаще всего это страница «не найдено» или прокси, который ставит свои типы. Нужен text/javascript.',
  'It was loaded, but is not the version that the tag is pinned to: browsers do not run it.':
    'Загружен, но это не та версия, за которой закреплён тег: браузеры её не запускают.',
  'The collector was updated, or something on the way changes the script. Copy the tag anew.':
    'Коллектор обновили, или скрипт меняется по дороге. Скопируйте тег заново.',
  'It was loaded, but does not run.': 'Загружен, но не работает.',
  'Something else is at $url, or another script of the page has taken the name «subpixel».':
    'По адресу $url лежит что-то другое, или имя «subpixel» занял другой скрипт страницы.',
  'The page’s own Content-Security-Policy keeps it out.': 'Его не пускает Content-Security-Policy страницы.',
  'See «Policy» below.': 'Смотрите «Политика» ниже.',
  'Use https in the tag, and in SUBPIXEL_PUBLIC_URL.': 'Укажите https в теге и в SUBPIXEL_PUBLIC_URL.',
  'The page is https, the script is http: browsers do not load it.':
    'Страница на https, а скрипт на http: браузеры его не загружают.',
  'Either a header of the page (Cross-Origin-Embedder-Policy) keeps it out, or a filter on the way: serve the script from your own domain, under a neutral name.':
    'Его не пускает заголовок страницы (Cross-Origin-Embedder-Policy) или фильтр по дороге: отдавайте скрипт со своего домена под нейтральным именем.',
  'The browser has blocked $url ($failure).': 'Браузер заблокировал $url ($failure).',
  'The certificate of $url is not valid ($failure).': 'Сертификат $url недействителен ($failure).',
  'Renew it, or mend its chain.': 'Обновите его или исправьте цепочку.',
  '$url could not be loaded ($failure).': '$url не загрузился ($failure).',
  'Open it in a browser: every visitor must be able to reach the collector, not only your own network.':
    'Откройте его в браузере: коллектор должен быть доступен каждому посетителю, а не только из вашей сети.',
  'Script error': 'Ошибка скрипта',
  'This should not happen: please report it, with the address of the page.':
    'Так быть не должно: сообщите нам об этом, с адресом страницы.',

  // What the page allows
  Policy: 'Политика',
  'None of the page’s policies blocks anything.': 'Политики страницы ничего не блокируют.',
  'It says «strict-dynamic»: give the script tag the page’s nonce.':
    'В ней «strict-dynamic»: добавьте в тег скрипта nonce страницы.',
  'The page’s Content-Security-Policy blocks $origin ($directives).':
    'Content-Security-Policy страницы блокирует $origin ($directives).',
  'The page’s Content-Security-Policy blocks $origin (script-src).':
    'Content-Security-Policy страницы блокирует $origin (script-src).',
  'Let the policy say so instead.': 'Напишите в политике так.',
  'A Content-Security-Policy that only reports would block $origin ($directives).':
    'Content-Security-Policy, которая пока только сообщает, заблокировала бы $origin ($directives).',
  'Before it is enforced, let it say so instead.': 'Прежде чем она вступит в силу, напишите в ней так.',
} as const satisfies Sentences;
