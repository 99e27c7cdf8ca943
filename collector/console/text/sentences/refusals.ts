import type { Sentences } from './translator.ts';

/** Why the pipeline refuses a postback. */
export const refusals = {
  // Who sends
  "the token «$token» may not be used from $ADDRESS: add it to the token's addresses":
    'токен «$token» нельзя использовать с адреса $ADDRESS: добавьте его в адреса токена',
  'no postback token was sent: add id=TOKEN to the postback URL, or copy the URL from the console':
    'токен постбэков не передан: добавьте id=ТОКЕН в адрес постбэка или скопируйте адрес из консоли',
  'a site key was sent in «id»: it is for pages; a postback needs a token that begins with sk_':
    'в «id» пришёл ключ сайта: он для страниц, а постбэку нужен токен, который начинается с sk_',
  'the postback token is unknown or was revoked: copy the postback URL from the console again':
    'токен постбэков неизвестен или отозван: скопируйте адрес постбэка из консоли заново',
  "no site key was sent: copy the script tag from the flow's page in the console":
    'ключ сайта не передан: скопируйте тег скрипта со страницы потока в консоли',
  "this site key is unknown: copy the script tag from the flow's page in the console":
    'этот ключ сайта неизвестен: скопируйте тег скрипта со страницы потока в консоли',
  "the page without an origin may not use this site key: add it to the flow's origins":
    'странице без источника (Origin) нельзя использовать этот ключ сайта: добавьте её сайт в сайты потока',
  "the page $origin may not use this site key: add it to the flow's origins":
    'странице $origin нельзя использовать этот ключ сайта: добавьте её сайт в сайты потока',
  "the flow «$flow» takes no postbacks from $ip: add it to the flow's addresses":
    'поток «$flow» не принимает постбэки с адреса $ip: добавьте его в IP-адреса потока',
  'the flow «$flow» belongs to another account': 'поток «$flow» принадлежит другому аккаунту',
  'the click $click belongs to another account': 'клик $click принадлежит другому аккаунту',
  'a chat or social network opened this URL to show a preview of it, nothing was changed: whoever can read it there can send postbacks, so revoke its token':
    'чат или соцсеть открыли этот адрес, чтобы показать предпросмотр, ничего не изменено: кто видит его там, может слать постбэки, поэтому отзовите его токен',

  // Click and flow
  'neither click nor flow was sent: put the macro that returns your click ID into «click» of the postback URL, or send «flow» and «subid»':
    'не передан ни клик, ни поток: поставьте в «click» адреса постбэка макрос, который возвращает ваш ID клика, или передавайте «flow» и «subid»',
  'the network sent «$text» literally in «$name»: $TODO':
    'сеть не заменила макрос «$text» в параметре «$name»: $TODO',
  'the network sent «$text» literally in «$name»: $TODO; or $ELSE':
    'сеть не заменила макрос «$text» в параметре «$name»: $TODO; или $ELSE',
  '«$text» in «$name» is no click ID: one has 32 hex digits, as {click} gives it in links and forms':
    '«$text» в параметре «$name» – не ID клика: в нём 32 шестнадцатеричные цифры, как даёт {click} в ссылках и формах',
  'no click «$text» was ever seen here: check that the offer link carries the ID of this collector':
    'клика «$text» здесь никогда не было: проверьте, что в ссылке на оффер стоит ID именно этого коллектора',
  'a page may bring only IDs that it minted itself, UUIDv7, within two days: check the clock of the device':
    'страница может прислать только ID, который создала сама (UUIDv7) за последние двое суток: проверьте часы устройства',
  "«$text» was sent literally in «flow»: write the flow's ID there, it is fixed":
    'макрос «$text» в параметре «flow» не заменён: напишите туда ID потока, он постоянный',
  'there is no flow «$text»: copy its ID from the console':
    'потока «$text» нет: скопируйте его ID из консоли',
  'a postback with «flow» needs «subid»: your own ID of the order or visitor, it is how the lead is known again':
    'к «flow» нужен «subid»: ваш собственный ID заказа или посетителя, по нему узнаётся лид',
  '«$text» was sent literally in «subid»: write the macro there that holds your own ID, else all leads become one':
    'макрос «$text» в параметре «subid» не заменён: поставьте туда макрос с вашим собственным ID, иначе все лиды сольются в один',
  'the flow was deleted': 'поток удалён',
  'the flow of this click was deleted': 'поток этого клика удалён',

  // The lead
  'the click has no such lead any more': 'у клика больше нет такого лида',
  'another lead of this click has this uid and this goal already: they tell leads apart':
    'у другого лида этого клика уже такие uid и цель: по ним лиды различаются',
  'the lead is exactly so already: nothing to do': 'лид уже именно такой: делать нечего',
  '$LATE: the lead is $status already': '$LATE: лид уже в статусе $status',

  // The database
  'the database refused a value of this postback: its log entry has the whole request':
    'база не приняла значение из этого постбэка: весь запрос в записи журнала',
  'the database does not answer: send it again in a moment': 'база не отвечает: отправьте ещё раз чуть позже',

  // Without what is quoted in it, for who may not see contact data: what follows may quote as well
  'the network sent «…»': 'сеть не заменила макрос «…»',
  'the network sent «…»; or $ELSE': 'сеть не заменила макрос «…»; или $ELSE',
} as const satisfies Sentences;

/** What stands within refusals. */
export const refusalParts = {
  'an unknown address': 'неизвестный адрес',
  'a late answer to the order': 'запоздавший ответ на заказ',
  'a late «new»': 'запоздавший «new»',
  'choose the macro that returns your click ID in its postback settings, and check that the offer link carries the ID':
    'выберите в её настройках постбэка макрос, который возвращает ваш ID клика, и проверьте, что ID стоит в ссылке на оффер',
  'in $network write click=$macro in the postback URL': 'в $network напишите click=$macro в адресе постбэка',
  'in $network write click=$macro in the postback URL, and make the offer link carry {click} $PLACE':
    'в $network напишите click=$macro в адресе постбэка, а в ссылку на оффер поставьте {click} $PLACE',
  'in $network make the offer link carry {click} $PLACE, and ask its support for the macro that returns it':
    'в $network поставьте {click} в ссылку на оффер $PLACE и узнайте у поддержки макрос, который его возвращает',
  'as the last part of its path': 'последней частью пути',
  'as in «$example»': 'как в «$example»',
  'in «$name»': 'в параметр «$name»',
} as const satisfies Sentences;
