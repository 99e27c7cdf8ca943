import type { Sentences } from './translator.ts';

/** What the check of a page finds out about the page and the tag in it. */
export const pageFindings = {
  // The page
  Page: 'Страница',
  'It leads to $url. $TEXT': 'Она ведёт на $url. $TEXT',
  '$url answers HTTP $status.': '$url отвечает HTTP $status.',
  'HTTP $status': 'HTTP $status',
  'HTTP $status, at $url': 'HTTP $status, по адресу $url',
  'The page asks for a password: check it once it is open to everybody.':
    'Страница просит пароль: проверьте её, когда она будет открыта всем.',
  'Visitors may see it all the same: protections against robots often answer so. Let visitors through whose user agent ends in «SubpixelCheck».':
    'Посетители могут её видеть: так часто отвечает защита от ботов. Пропускайте тех, чей user agent кончается на «SubpixelCheck».',
  'The site itself is out of order: mend it, then check again.':
    'Не работает сам сайт: почините его и проверьте ещё раз.',
  'Is the address right?': 'Верен ли адрес?',
  '$host is inside a private network, where the console opens no pages.':
    '$host – в частной сети, там консоль страниц не открывает.',
  'Give the public address of the page; or use the command «check», which may go there; or set SUBPIXEL_CHECK_PRIVATE=1.':
    'Укажите публичный адрес страницы, или возьмите команду «check», ей туда можно, или задайте SUBPIXEL_CHECK_PRIVATE=1.',
  'The name is not known: $name.': 'Такого имени нет: $name.',
  'Is it spelt right, and does its DNS entry exist?': 'Нет ли опечатки и есть ли запись в DNS?',
  'No connection: $host.': 'Нет соединения: $host.',
  'Does the site run, and may the collector’s machine reach it?':
    'Работает ли сайт и доступен ли он с сервера коллектора?',
  'Its certificate is not valid ($code): visitors see a warning, not the page.':
    'Её сертификат недействителен ($code): посетители видят предупреждение, а не страницу.',
  'Renew it, or mend its chain or its name.': 'Обновите его или исправьте цепочку либо имя.',
  '$host has not sent the page in twelve seconds.': '$host не прислал страницу за двенадцать секунд.',
  'Is the site overloaded? Check again later.': 'Сайт перегружен? Проверьте ещё раз позже.',
  'The page does not open: $WHY.': 'Страница не открывается: $WHY.',
  'Open it in a browser of your own to see what it says.':
    'Откройте её в своём браузере и посмотрите, что он скажет.',

  // The tag
  'Script tag': 'Тег скрипта',
  'The script runs, but there is no tag of it: an optimiser has put it inline.':
    'Скрипт работает, но тега нет: оптимизатор встроил его в страницу.',
  'Exclude it from the optimiser, so that updates reach the page.':
    'Исключите его из оптимизатора, чтобы обновления доходили до страницы.',
  'The page has no Subpixel script: no form gets a click ID, and no lead is sent.':
    'На странице нет скрипта Subpixel: формы не получают ID клика, лиды не отправляются.',
  'Put the tag into its <head>. If it is there already, a cache may still hand out the old page.':
    'Поставьте тег в <head>. Если он уже там, кэш может ещё отдавать старую страницу.',
  'An optimiser has changed the tag’s type to «$type» and runs the script later: visitors who are quick order without a click ID.':
    'Оптимизатор сменил тип тега на «$type» и запускает скрипт позже: быстрые посетители заказывают без ID клика.',
  'Exclude it from delayed loading: WP Rocket, Rocket Loader, a consent banner.':
    'Исключите его из отложенной загрузки: WP Rocket, Rocket Loader, баннер согласия.',
  'It is there $n times; only the first that loads counts.':
    'Тегов на странице: $n; работает только тот, что загрузится первым.',
  'Remove the others: look in the page, the theme and the tag manager.':
    'Уберите лишние: ищите в странице, в теме и в менеджере тегов.',
  'It is not in the HTML of the page: a script, such as a tag manager, adds it later. Who orders before that has no click ID.':
    'Его нет в HTML страницы: его позже добавляет скрипт, например менеджер тегов. Кто закажет раньше, останется без ID клика.',
  'Better put it into the <head> of the page itself.': 'Лучше поставьте его в <head> самой страницы.',
  'It is in the HTML of the page.': 'Он в HTML страницы.',

  // The site key
  'Site key': 'Ключ сайта',
  'Take the tag of this flow.': 'Возьмите тег этого потока.',
  'The tag has no data-key: no click is made and no lead is sent.':
    'В теге нет data-key: клики не создаются, лиды не отправляются.',
  '«$key» is no site key of this account: its leads are refused.':
    '«$key» – не ключ сайта этого аккаунта: его лиды отклоняются.',
  'It is the key of another flow, «$flow», which gets the leads.':
    'Это ключ другого потока, «$flow»: лиды уходят в него.',
  'It is the one of «$flow».': 'Это ключ потока «$flow».',
} as const satisfies Sentences;

export const pageFindingParts = {
  'the page goes on to another that does not open': 'она переходит на другую страницу, а та не открывается',
} as const satisfies Sentences;
