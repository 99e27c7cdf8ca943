import type { Reason } from '../../pipeline/postback.ts';
import type { Both, Explained } from './article.ts';

/** Why a request was refused. */
export const REASONS_EXPLAINED: Readonly<Record<Reason, Both<Explained>>> = {
  constraint: {
    en: {
      what: 'The database refused the values of this postback.',
      why: 'They break a rule of the stored data: two leads of one click, for instance, would have the same UID and goal.',
      todo: 'Look at the steps for what was to be stored. If a person named the lead, change the other lead first; else tell whoever runs the collector.',
    },
    ru: {
      what: 'База не приняла значения этого постбэка.',
      why: 'Они нарушают правило хранения: например, у двух лидов одного клика оказались бы одинаковые UID и цель.',
      todo: 'Посмотрите в шагах, что сохранялось. Если лид правили вручную, сначала измените другой; иначе сообщите администратору коллектора.',
    },
  },
  ip: {
    en: {
      what: 'The postback came from an address that may not send it.',
      why: 'The flow or the token has a list of IP ranges, and the sender is not on it. Networks add servers without a word.',
      todo: 'If it was the network, add the address of this entry to the flow’s IP ranges in its settings, then replay the entry.',
    },
    ru: {
      what: 'Постбэк пришёл с адреса, которому это не разрешено.',
      why: 'У потока или токена есть список IP-адресов, и отправителя в нём нет. Сети добавляют серверы без предупреждения.',
      todo: 'Если это сеть, добавьте адрес этой записи в IP-адреса потока в его настройках и повторите запись.',
    },
  },
  malformed: {
    en: {
      what: 'What was sent as the click is no click ID.',
      why: 'A click ID has 32 hex digits. Something else stands in its place: the ID of another tracker, a campaign, a shortened value.',
      todo: 'Find where the ID gets lost: does the offer link carry it whole, in the parameter that the network returns? Some networks cut long values.',
    },
    ru: {
      what: 'То, что пришло как клик, не является ID клика.',
      why: 'В ID клика 32 шестнадцатеричные цифры. На его месте что-то другое: ID другого трекера, кампания, обрезанное значение.',
      todo: 'Найдите, где ID теряется: несёт ли его ссылка на оффер целиком и в том параметре, который возвращает сеть? Некоторые сети обрезают длинные значения.',
    },
  },
  missing: {
    en: {
      what: 'Neither a click nor a flow was sent.',
      why: 'The postback URL has no `click`, or its macro was empty because the offer link carried no click ID.',
      todo: 'Copy the postback URL from the flow’s page. If it is right, open your offer link and look whether the click ID stands in it.',
    },
    ru: {
      what: 'Не передан ни клик, ни поток.',
      why: 'В адресе постбэка нет `click`, или макрос пуст, потому что ссылка на оффер не несла ID клика.',
      todo: 'Скопируйте адрес постбэка со страницы потока. Если он верен, откройте свою ссылку на оффер и посмотрите, есть ли в ней ID клика.',
    },
  },
  'no-subid': {
    en: {
      what: 'A flow was named, but no `subid`.',
      why: 'Without a click, `subid` is how the same order is known again: without it all leads would become one.',
      todo: 'Add `subid` with the macro of your own ID of the order or visitor, or send `click` instead.',
    },
    ru: {
      what: 'Поток указан, а `subid` нет.',
      why: 'Без клика заказ узнают по `subid`: без него все лиды слились бы в один.',
      todo: 'Добавьте `subid` с макросом вашего ID заказа или посетителя либо передавайте `click`.',
    },
  },
  origin: {
    en: {
      what: 'A page sent this that may not use the flow’s site key.',
      why: 'The flow has a list of origins, and the page’s is not on it: a new domain, `www.` or http instead of https.',
      todo: 'Add the origin to the flow’s settings, such as `https://www.shop.example`. If the page is not yours, leave it so: this is what the list is for.',
    },
    ru: {
      what: 'Это прислала страница, которой нельзя использовать ключ сайта потока.',
      why: 'У потока есть список сайтов, и этого в нём нет: новый домен, `www.` или http вместо https.',
      todo: 'Добавьте сайт в настройки потока, например `https://www.shop.example`. Если страница не ваша, ничего не делайте: для того список и нужен.',
    },
  },
  owner: {
    en: {
      what: 'The click or flow belongs to another account.',
      why: 'The token of one account was used with the clicks of another: the URL of one flow was pasted into the network account of another, for instance.',
      todo: 'Sign in to the account whose click it is, copy the postback URL there, and put it into the network.',
    },
    ru: {
      what: 'Клик или поток принадлежит другому аккаунту.',
      why: 'Токен одного аккаунта использован с кликами другого: например, адрес из одного аккаунта вставлен в кабинет сети другого.',
      todo: 'Войдите в аккаунт, чей это клик, скопируйте адрес постбэка там и вставьте его в сеть.',
    },
  },
  preview: {
    en: {
      what: 'A chat or social network opened the postback URL to show a preview of it; nothing was changed.',
      why: 'Somebody pasted the URL, with its secret token, into a message.',
      todo: 'Whoever can read it there can change your leads: make a new token, put the new URL into the network, then revoke the old token.',
    },
    ru: {
      what: 'Чат или соцсеть открыли адрес постбэка для предпросмотра; ничего не изменено.',
      why: 'Кто-то отправил адрес с секретным токеном в сообщении.',
      todo: 'Кто его там прочтёт, сможет менять ваши лиды: создайте новый токен, вставьте новый адрес в сеть и отзовите старый токен.',
    },
  },
  'rate-limit': {
    en: {
      what: 'A page’s requests came faster than the limit. One entry stands for all of that minute.',
      why: 'A bot, a page in a loop, or visitors who all seem to come from one address because a proxy is not counted.',
      todo: 'Browsers send again what was refused. If these are people, whoever runs the collector can raise `SUBPIXEL_RATE_PER_NETWORK` or `SUBPIXEL_RATE_PER_KEY`, or count the proxies in `SUBPIXEL_PROXY_HOPS`.',
    },
    ru: {
      what: 'Запросы со страницы шли чаще, чем разрешено. Одна запись заменяет все за эту минуту.',
      why: 'Бот, зациклившаяся страница или посетители, которые как будто с одного адреса, потому что прокси не учтён.',
      todo: 'Отклонённое браузеры отправят ещё раз. Если это люди, администратор может увеличить `SUBPIXEL_RATE_PER_NETWORK` или `SUBPIXEL_RATE_PER_KEY` либо учесть прокси в `SUBPIXEL_PROXY_HOPS`.',
    },
  },
  same: {
    en: {
      what: 'The lead is exactly so already.',
      why: 'The network repeated a postback, or two of its servers sent the same one.',
      todo: 'Nothing: repeating a request is harmless.',
    },
    ru: {
      what: 'Лид уже именно такой.',
      why: 'Сеть повторила постбэк, или два её сервера прислали один и тот же.',
      todo: 'Ничего: повтор безвреден.',
    },
  },
  stale: {
    en: {
      what: 'A late «new», or a refused order, came after the lead had been decided.',
      why: 'Postbacks overtake each other, and the answer to an order. «New» never replaces a decision, nor does a refused order.',
      todo: 'Nothing: the lead keeps its status. To reset it on purpose, edit the lead.',
    },
    ru: {
      what: 'Запоздавший «new» или отказ по заказу пришёл, когда по лиду уже было решение.',
      why: 'Постбэки обгоняют друг друга и ответ на заказ. Ни «new», ни отказ по заказу не заменяют решение.',
      todo: 'Ничего: лид сохраняет статус. Чтобы сбросить его намеренно, измените лид.',
    },
  },
  token: {
    en: {
      what: 'The postback token or site key is missing, unknown or revoked.',
      why: 'The URL was typed by hand, cut off, copied from another collector, or its token was revoked. `id` takes a token that begins with `sk_`, the script’s `key` one that begins with `pk_`.',
      todo: 'Copy the postback URL, or the script tag, anew from the flow’s page.',
    },
    ru: {
      what: 'Токен постбэков или ключ сайта не передан, неизвестен или отозван.',
      why: 'Адрес набран вручную, обрезан, скопирован с другого коллектора, или токен отозван. В `id` нужен токен на `sk_`, в `key` скрипта – ключ на `pk_`.',
      todo: 'Скопируйте адрес постбэка или тег скрипта заново со страницы потока.',
    },
  },
  'too-large': {
    en: {
      what: 'The request was larger than the collector takes.',
      why: 'A body has 64 KB at most, an address 16 KB.',
      todo: 'Send less: files and whole pages have no place in a postback. Own values go into `meta[…]`, 1,000 characters each.',
    },
    ru: {
      what: 'Запрос больше, чем принимает коллектор.',
      why: 'В теле не больше 64 КБ, в адресе не больше 16 КБ.',
      todo: 'Передавайте меньше: файлам и целым страницам в постбэке не место. Свои значения идут в `meta[…]`, по 1000 символов.',
    },
  },
  unavailable: {
    en: {
      what: 'The database did not answer, and the postback could not wait for it.',
      why: 'The database was away, and the disk on which postbacks wait was full or is not used.',
      todo: 'The sender was told to come again (HTTP 503). Whoever runs the collector should look at `/readyz`.',
    },
    ru: {
      what: 'База не ответила, а подождать её постбэк не мог.',
      why: 'База была недоступна, а диск, на котором ждут постбэки, заполнен или отключён.',
      todo: 'Отправителю сказано прийти позже (HTTP 503). Администратору коллектора стоит посмотреть `/readyz`.',
    },
  },
  unknown: {
    en: {
      what: 'The ID looks right, but no such click or flow exists here.',
      why: 'The postback came before its click, the offer link carries the ID of another tracker, the network’s test invents one, or the flow was deleted.',
      todo: 'A postback that comes before its click is applied by itself when the click comes within 24 hours. To see a network’s own test read, let the flow listen. Else check where the offer link gets its ID.',
    },
    ru: {
      what: 'ID выглядит верно, но такого клика или потока здесь нет.',
      why: 'Постбэк пришёл раньше клика, ссылка на оффер несёт ID другого трекера, тест сети выдумал ID или поток удалён.',
      todo: 'Постбэк, пришедший раньше клика, применится сам, если клик придёт в течение 24 часов. Чтобы увидеть, как читается тест сети, включите прослушивание потока. Иначе проверьте, откуда ссылка на оффер берёт ID.',
    },
  },
  unreadable: {
    en: {
      what: 'The request could not be read.',
      why: 'Its body is broken: JSON that does not parse, a form cut off in the middle, two `Host` headers.',
      todo: 'The hint of the entry says what was wrong. Mend the program or proxy that sends it; a GET with everything in the address always works.',
    },
    ru: {
      what: 'Запрос не удалось прочитать.',
      why: 'Его тело испорчено: JSON не разбирается, форма оборвана, два заголовка `Host`.',
      todo: 'Что именно не так, сказано в подсказке записи. Исправьте программу или прокси отправителя; GET, где всё в адресе, работает всегда.',
    },
  },
  'unreplaced-macro': {
    en: {
      what: 'The network sent the name of a macro instead of its value.',
      why: 'The network does not know this macro: it is misspelt, or it is another network’s, so `{subid}` came as it stands.',
      todo: 'Choose the flow’s network in its set-up and copy the postback URL from there, or describe your own network. The hint names the macro.',
    },
    ru: {
      what: 'Сеть прислала имя макроса вместо значения.',
      why: 'Сеть не знает этого макроса: он написан с ошибкой или из другой сети, поэтому `{subid}` пришёл как есть.',
      todo: 'Выберите сеть в подключении потока и скопируйте адрес постбэка оттуда или опишите свою сеть. Макрос назван в подсказке.',
    },
  },
};
