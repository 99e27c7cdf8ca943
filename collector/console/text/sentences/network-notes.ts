import type { Sentences } from './translator.ts';

/** What a user must know of a network (`networks/templates/`). */
export const networkNotes = {
  // In many templates
  'Compare with the network’s own help before you rely on it.':
    'Прежде чем полагаться на это, сверьтесь со справкой самой сети.',
  'Make a postback for each event.': 'Создайте постбэк для каждого события.',
  'Make a postback for each event. Check whether the amount is your payout or the deposit of the player.':
    'Создайте постбэк для каждого события. Проверьте, что приходит в сумме: ваша выплата или депозит игрока.',
  'Only the link parameter is known: ask your manager whether postbacks are possible, or import the report.':
    'Известен только параметр ссылки: узнайте у менеджера, возможны ли постбэки, или импортируйте отчёт.',
  'Macros of the link’s parameters begin with «get.».': 'Макросы параметров ссылки начинаются с «get.».',
  '«accept» means received, not approved.': '«accept» значит «получен», а не «апрув».',

  // COD
  'For drop shipping, where «success» is still new. In the CPA model of the same network «success» is approved: add it to the flow’s mapping.':
    'Для дропшиппинга, где «success» – ещё новый. По CPA у этой же сети «success» – апрув: добавьте его в слова статусов потока.',
  'Enter the same URL into the three boxes. «hold» is an order that is still being processed, «lead» one that the call centre confirmed. Newer accounts use clickid in the link.':
    'Введите один и тот же адрес в три поля. «hold» – заказ ещё в обработке, «lead» – подтверждён колл-центром. У новых аккаунтов в ссылке clickid.',
  'Its form takes protocol, domain, path and parameters separately: copy them from the URLs, and choose the click ID from its list for «click».':
    'В её форме протокол, домен, путь и параметры вводятся отдельно: скопируйте их из адресов, а для «click» выберите в её списке ID клика.',
  '«valid» is approved here.': '«valid» здесь – апрув.',
  '«accept» is approved here, «valid» still new.': '«accept» здесь – апрув, а «valid» – ещё новый.',
  '«dost» is delivered, «vr» handed over. Macros of the link’s parameters begin with «get.».':
    '«dost» – доставлен, «vr» – вручён. Макросы параметров ссылки начинаются с «get.».',
  'Older accounts send «new» instead of «pending».': 'Старые аккаунты шлют «new» вместо «pending».',
  'sid1 to sid5 are free.': 'sid1–sid5 свободны.',
  '{stream}, {campaignid} and {bannerid} are available too.': 'Есть и {stream}, {campaignid}, {bannerid}.',
  'Enter the same URL for every status of the flow.':
    'Введите один и тот же адрес для каждого статуса потока.',
  '«lead» is a new order here, «sale» an approved one.': '«lead» здесь – новый заказ, «sale» – апрув.',
  'You choose the word of each status in its settings: type pending, approved, rejected and invalid.':
    'Слово каждого статуса вы задаёте в её настройках: введите pending, approved, rejected и invalid.',
  'The click ID is the last part of the path of the link.': 'ID клика – последняя часть пути ссылки.',
  '«Closed» is approved. Wants OK as the answer.': '«Closed» – апрув. Ждёт в ответ OK.',
  '«none» is the word for a new order.': '«none» – так называется новый заказ.',
  '«accept» means received, not approved. Wants OK as the answer.':
    '«accept» значит «получен», а не «апрув». Ждёт в ответ OK.',
  'Statuses are numbers; which of 3 and 4 is trash should be checked.':
    'Статусы – числа; какой из них треш, 3 или 4, надо проверить.',
  'Only UTM parameters can carry the click ID. Accounts in euro may use {utm_campaign}, {status} and {price} instead.':
    'ID клика можно передать только в UTM-метках. В аккаунтах в евро можно взять {utm_campaign}, {status} и {price}.',
  'Statuses are numbers: 10 new, 11 approved, 12 cancelled, 13 trash.':
    'Статусы – числа: 10 новый, 11 апрув, 12 отмена, 13 треш.',

  // Dating and finance
  '«initial» is the first payment, «rebill» a further one; a refund or chargeback cancels.':
    '«initial» – первый платёж, «rebill» – следующий; возврат и чарджбэк отменяют лид.',
  'Its form has a field for each status of each goal: put each URL into its own. Where an offer is not paid in hryvnia, add currency= to the URL.':
    'В её форме своё поле для каждого статуса каждой цели: вставьте каждый адрес в своё. Если оффер оплачивается не в гривнах, добавьте в адрес currency=.',

  // iGaming
  'Make a postback for each event. Check whether ${amount} is your payout or the deposit of the player.':
    'Создайте постбэк для каждого события. Проверьте, что приходит в ${amount}: ваша выплата или депозит игрока.',
  'About twenty casino programs share this software: WelcomePartners, GGBetAff, 12Monkiss, VPartners, TrafficCake, SinCity. Make a postback for each event; the amount of a revenue share is the sum so far.':
    'На этом движке около двадцати программ казино: WelcomePartners, GGBetAff, 12Monkiss, VPartners, TrafficCake, SinCity. Создайте постбэк для каждого события; при ревшаре сумма – это накопленный итог.',
  'The click ID is the part after «c_» of btag. Each casino switches postbacks on at request.':
    'ID клика – часть btag после «c_». Постбэки каждое казино включает по запросу.',
  'Each program spells its macros its own way: compare with its help page.':
    'Макросы каждая программа пишет по-своему: сверьтесь с её справкой.',
  'Programs such as betwin, PMaffiliates, r2d and Affter return anid as {source_id1}.':
    'Программы вроде betwin, PMaffiliates, r2d и Affter возвращают anid в {source_id1}.',
  'The status names the event: «reg» is a registration, «ftd» a first deposit.':
    'Статус называет событие: «reg» – регистрация, «ftd» – первый депозит.',
  'Sends the goal only. A goal with a payout is approved, one without is new.':
    'Шлёт только цель. Цель с выплатой – апрув, без выплаты – новый.',
  'The status is made of two macros, the action and its status.':
    'Статус собирается из двух макросов: действия и его статуса.',
  'The action names the event: «reg» is a registration, «first_dep» a first deposit.':
    'Действие называет событие: «reg» – регистрация, «first_dep» – первый депозит.',
  'A player is one lead: new at registration, approved or rejected at the first deposit.':
    'Игрок – это один лид: новый при регистрации, апрув или отказ при первом депозите.',
  'The status is made of two macros, the goal and its status, as Affise numbers them.':
    'Статус собирается из двух макросов: цели и её статуса, с номерами как в Affise.',
  'promo holds 255 characters and may carry more: promo={click}|key=value. At deposits {amount} is what the player paid in; it is kept as meta[amount]. The daily income belongs to the link, not to a player.':
    'В promo помещается 255 символов, можно передать и больше: promo={click}|key=value. При депозитах {amount} – сколько внёс игрок; сохраняется в meta[amount]. Доход за день относится к ссылке, а не к игроку.',
  '{{postback_id}} is different in each call.': '{{postback_id}} в каждом вызове разный.',

  // Mainstream
  'The click ID is part of the path of the link. «accepted» is not paid yet.':
    'ID клика – часть пути ссылки. «accepted» ещё не оплачен.',
  'GET and POST both work.': 'Подходит и GET, и POST.',
  'Statuses are numbers: 1 and 300 new, 310 approved, 400 declined.':
    'Статусы – числа: 1 и 300 новый, 310 апрув, 400 отказ.',
  'Statuses are numbers: 1 credited, 2 reversed.': 'Статусы – числа: 1 начислено, 2 отменено.',
  'Its transaction notification tells of new sales; import the report when they are approved or declined.':
    'Уведомление о транзакции сообщает о новых продажах; когда их подтвердят или отклонят, импортируйте отчёт.',
  'Publishers cannot set up a postback themselves: import its reports, or ask your manager. «locked» and «closed» are paid.':
    'Вебмастер не может настроить постбэк сам: импортируйте отчёты или попросите менеджера. «locked» и «closed» – оплачено.',
  'Set it up under S2S Postback. A refund or chargeback cancels the sale it belongs to.':
    'Настраивается в разделе S2S Postback. Возврат или чарджбэк отменяет свою продажу.',
  'Only the link parameter is known; Kiwify uses the same. Import the report.':
    'Известен только параметр ссылки; у Kiwify он такой же. Импортируйте отчёт.',
  'Macros are case-sensitive. It calls again at each change of status, and repeats a failed call up to 15 times. It does not encode sub IDs: our click ID needs none.':
    'Регистр букв в макросах важен. Постбэк приходит при каждой смене статуса, неудачный повторяется до 15 раз. Sub ID она не кодирует: нашему ID клика это и не нужно.',
  'Its macros have no brackets: copy xxc1xx and xxpayoutxx exactly.':
    'Её макросы без скобок: скопируйте xxc1xx и xxpayoutxx точь-в-точь.',
  'Macros are in capitals. It calls for paid conversions only.':
    'Макросы заглавными буквами. Постбэк приходит только об оплаченных конверсиях.',
  'The link carries pub_click_id, the postback returns it as {{EXTERNAL_ID}}.':
    'В ссылке pub_click_id, в постбэке он возвращается как {{EXTERNAL_ID}}.',
  'Check the macros with its support.': 'Уточните макросы у её поддержки.',
  'Keep {state} and {event_id} in the URL: without them reversals and events without a payout are not sent.':
    'Оставьте в адресе {state} и {event_id}: без них не приходят отмены и события без выплаты.',
  'Postbacks are switched on at request, which takes up to ten days. A call tells of a new sale.':
    'Постбэки включают по запросу, это занимает до десяти дней. Постбэк сообщает о новой продаже.',
  'A call tells of a new sale; import the report when it is locked or void.':
    'Постбэк сообщает о новой продаже; когда она станет locked или void, импортируйте отчёт.',
  'For each further event of the offer copy the URL, and write its name into goal= and its meaning into status=.':
    'Для каждого следующего события оффера скопируйте адрес и впишите его название в goal=, а значение в status=.',

  // Platforms and trackers
  'Statuses are numbers: 5 (hold) is approved with a delayed payment, 4 is «not found». Sub IDs hold 255 characters.':
    'Статусы – числа: 5 (hold) – апрув с отложенной выплатой, 4 – «не найден». В sub ID помещается 255 символов.',
  'The numbers are those of Affise, but hold is 4.': 'Номера как в Affise, но холд – 4.',
  'Goals are called differently in each program: registration, first_dep, dep, ftd, qualification.':
    'Цели в каждой программе называются по-своему: registration, first_dep, dep, ftd, qualification.',
  '{phase} gives numbers instead of words; use {stage}.': '{phase} даёт числа вместо слов; берите {stage}.',
  'Put the click ID after your code in the link to the Telegram bot. Enter the same URL for every event. An unknown macro comes back as it is.':
    'Поставьте ID клика после вашего кода в ссылке на Telegram-бота. Введите один и тот же адрес для каждого события. Неизвестный макрос возвращается как есть.',
  'Use s2: s1 holds 50 characters only, and what is too long runs over into the next sub ID. #tid# is the transaction ID of the advertiser.':
    'Берите s2: в s1 только 50 символов, и лишнее переходит в следующий sub ID. #tid# – ID транзакции у рекламодателя.',
  '{transaction_id} is Everflow’s own click ID. After 25 failed calls in a row Everflow switches the postback off: look for it there when calls stop.':
    '{transaction_id} – собственный ID клика Everflow. После 25 неудачных вызовов подряд Everflow отключает постбэк: если вызовы прекратились, проверьте его там.',
  'Only the link parameter is known: ask HitPath for the macro that returns it.':
    'Известен только параметр ссылки: спросите у HitPath макрос, который его возвращает.',
  'Another tracker in front of the network. Keep its usual words: a URL such as {status:lead=0 sale=1 rejected=2} re-spells them.':
    'Другой трекер перед сетью. Оставьте его обычные слова: адрес вида {status:lead=0 sale=1 rejected=2} их переименовывает.',
  'A CRM: its statuses are -1, 0 and 1.': 'Это CRM: её статусы -1, 0 и 1.',
  '{tid} is Offer18’s own click ID. The offer link looks like /c?o=…&a=…&aff_click_id=….':
    '{tid} – собственный ID клика Offer18. Ссылка на оффер выглядит так: /c?o=…&a=…&aff_click_id=….',
  'The words can be changed in its postback settings (approved_status, pending_status, rejected_status, trash_status): leave them as they are.':
    'Слова можно поменять в её настройках постбэка (approved_status, pending_status, rejected_status, trash_status): оставьте как есть.',
  'p1 is meant for the click ID of the publisher; p2 to p10 are free.':
    'p1 – для ID клика вебмастера; p2–p10 свободны.',
  'The partner postback fires for approved conversions only; a rejection afterwards is seen in its reports, not in a postback. Newer accounts have {aff_click_id} too.':
    'Партнёрский постбэк приходит только при апруве; последующий отказ виден в отчётах, а не в постбэке. У новых аккаунтов есть и {aff_click_id}.',
} as const satisfies Sentences;
