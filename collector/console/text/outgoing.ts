import type { Translation } from './text.ts';

/** What receivers were told of leads, and once more. */
export const outgoing = {
  Logs: 'Журналы',
  Incoming: 'Входящие',
  Outgoing: 'Исходящие',

  // Kinds and outcomes
  'main postback': 'основной постбэк',
  'additional postback': 'дополнительный постбэк',
  waiting: 'ждёт',
  'tried again': 'повторяется',
  arrived: 'дошло',
  failed: 'не дошло',
  blocked: 'запрещено',
  'in doubt': 'неясно',
  cancelled: 'отменено',
  'not arrived': 'не дошло или неясно',
  'once more': 'ещё раз',

  // The list
  'Outgoing messages': 'Исходящие сообщения',
  'Outgoing messages, newest first': 'Исходящие сообщения, сначала новые',
  'Send what fits once more': 'Отправить подходящие ещё раз',
  'Nothing has gone out yet.': 'Пока ничего не отправлено.',
  'Nothing has gone out yet': 'Пока ничего не отправлено',
  'What your receivers are told of leads appears here: postbacks to traffic sources, messages to chats, orders to networks.':
    'Здесь появится всё, что узнают о лидах ваши получатели: постбэки источникам трафика, сообщения в чаты, заказы сетям.',
  'Tells of': 'О чём',
  Tries: 'Попытки',
  'deleted receiver': 'удалённый получатель',
  'deleted: {id}': 'удалён: {id}',
  'Show the message of {time}': 'Открыть сообщение от {time}',

  // One message
  Message: 'Сообщение',
  'What it tells of': 'О чём оно',
  Host: 'Хост',
  'Caused by': 'Причина',
  'All messages about this lead': 'Все сообщения об этом лиде',
  'Messages and their answers hold buyers’ data, which your role does not see.':
    'В сообщениях и ответах на них есть данные покупателей, ваша роль их не видит.',
  'What this message said about its buyer was erased, so it cannot be sent again.':
    'Данные покупателя из этого сообщения удалены, поэтому повторить его нельзя.',
  'None yet.': 'Пока не было.',
  'None.': 'Не было.',
  'The answer was empty.': 'Ответ был пустым.',
  'The next try is due at {time}.': 'Следующая попытка — {time}.',
  'It calls the lead {uid}.': 'Там этот лид — {uid}.',
  'It said: {reason}': 'Сеть сообщила: {reason}',

  // How it stands
  'It is being sent just now.': 'Отправляется прямо сейчас.',
  'It waits for its turn.': 'Ждёт своей очереди.',
  'It has not arrived yet, and is tried again.': 'Пока не дошло, попытки продолжаются.',
  'The network has taken the order.': 'Сеть приняла заказ.',
  'The network did not want this lead, which is trash now.': 'Сеть не взяла этот лид, теперь он trash.',
  'It did not arrive, and is not tried again by itself.': 'Не дошло, и само больше не повторяется.',
  'It was not sent: its address must not be called.': 'Не отправлено: обращаться по этому адресу нельзя.',
  'Nobody knows whether the network has got this order. Look for it there by the phone or the ID, then say here what you found.':
    'Неизвестно, получила ли сеть этот заказ. Найдите его там по телефону или ID, потом отметьте здесь, что нашли.',
  'It was not sent: its buyer was erased.': 'Не отправлено: данные покупателя удалены.',
  'It was not sent: its receiver was switched off or deleted.':
    'Не отправлено: получатель был выключен или удалён.',
  'It was cancelled.': 'Отменено.',

  // Why, and what to do
  'The receiver answered with an error: its answer below may say why. Mend its address or its key, then send this once more.':
    'Получатель ответил ошибкой: причина может быть в его ответе ниже. Исправьте адрес или ключ и отправьте ещё раз.',
  'Its host has no address: look for a typing mistake in the URL of the receiver.':
    'У этого хоста нет адреса: поищите опечатку в URL получателя.',
  'Nobody answers at its address: it is down, or the URL is wrong.':
    'По этому адресу никто не отвечает: сервер лежит, или URL неверный.',
  'Its certificate is not valid for this address, so nothing was said to it.':
    'Сертификат не подходит к этому адресу, поэтому туда ничего не передано.',
  'It took longer than ten seconds to answer.': 'Ответа не было больше десяти секунд.',
  'It broke the connection off.': 'Получатель оборвал соединение.',
  'It answered with another address, which is never followed: put the final one into the receiver.':
    'Получатель перенаправил на другой адрес, а переходов мы не делаем: укажите у получателя конечный адрес.',
  'The address is no URL once its macros are filled in: mend the URL of the receiver.':
    'После подстановки макросов адрес перестал быть URL: исправьте URL получателя.',
  'Its address is inside of a private network, or its port is none of the web: such are never called unless who runs this server allows them (SUBPIXEL_OUTGOING_ALLOW).':
    'Адрес во внутренней сети, или порт не для веба: такие не вызываются, пока их не разрешит владелец сервера (SUBPIXEL_OUTGOING_ALLOW).',
  'The key of the receiver cannot be read any more: set it again.':
    'Ключ получателя больше не читается: задайте его заново.',
  'The receiver wants nothing more (410), so it was switched off. Switch it on once that is settled.':
    'Получатель больше ничего не принимает (410), поэтому он выключен. Включите его, когда разберётесь.',
  'Its receiver could not be reached for days, and so old news are none.':
    'Получатель был недоступен несколько дней, а такие новости уже устарели.',

  // What a person can do
  'Do not send it': 'Не отправлять',
  'It can be sent later by hand.': 'Позже можно отправить вручную.',
  'Send once more': 'Отправить ещё раз',
  'The same request goes out as a new message.': 'Тот же запрос уйдёт новым сообщением.',
  'Order once more': 'Заказать ещё раз',
  'The network does not have this order; a second one may be paid for, or take the lead from us.':
    'Этого заказа в сети нет; второй заказ могут посчитать дублем и не оплатить.',
  'The network has it': 'Заказ в сети есть',
  'What it calls the lead, if it says so': 'ID лида в сети, если он известен',
  'It has arrived': 'Заказ дошёл',
  'The network does not have it': 'Заказа в сети нет',
  'I have looked for it there, and it is not there.': 'Я искал его в сети, его там нет.',
  'Send again': 'Отправить снова',
  'Its receiver is off or deleted: switch it on to send this again.':
    'Получатель выключен или удалён: включите его, чтобы отправить снова.',
  'This is the new message; it goes out at once.': 'Это новое сообщение, оно уходит сразу.',
  'It is cancelled.': 'Отменено: сообщение не уйдёт.',
  'It is being sent just now, so it cannot be cancelled.': 'Оно уже отправляется, отменить нельзя.',
  'It did not wait any more.': 'Оно больше не ждало отправки.',
  'Noted: the network has it.': 'Отмечено: заказ в сети есть.',
  'It is sent again.': 'Отправляется снова.',
  'It cannot be sent once more: it was meanwhile, or its receiver is off.':
    'Отправить ещё раз нельзя: это уже сделано, или получатель выключен.',

  // Many at a time
  '{n} messages go out once more.': {
    en: { one: '{n} message goes out once more.', other: '{n} messages go out once more.' },
    ru: {
      one: '{n} сообщение уходит ещё раз.',
      few: '{n} сообщения уходят ещё раз.',
      many: '{n} сообщений уходят ещё раз.',
    },
  },
  '{n} messages would go out once more': {
    en: { one: '{n} message would go out once more', other: '{n} messages would go out once more' },
    ru: {
      one: 'Ещё раз уйдёт {n} сообщение',
      few: 'Ещё раз уйдут {n} сообщения',
      many: 'Ещё раз уйдут {n} сообщений',
    },
  },
  'Look at them': 'Посмотреть',
  'Say which messages are to be sent once more: set a filter first.':
    'Укажите, какие сообщения отправить ещё раз: сначала задайте фильтр.',
  'Nothing that fits can be sent once more.': 'Среди подходящих нечего отправить ещё раз.',
  'I want the receivers to hear of these leads once more.': 'Получатели должны ещё раз узнать об этих лидах.',
  'Send the oldest {max} once more': 'Отправить ещё раз самые старые {max}',
  'Send all once more': 'Отправить все ещё раз',
  'More than {max} fit; they go {max} at a time.': 'Подходит больше {max}; за раз уходит {max}.',
  'The same requests go out as new messages, the oldest first. Left out are orders, which are looked at one by one; what was sent once more already; what has arrived, unless you filter by it; and receivers that are off.':
    'Те же запросы уйдут новыми сообщениями, сначала старые. Не отправляются: заказы — их проверяют по одному; то, что уже отправлено ещё раз; дошедшие, если не выбрать их в фильтре; выключенные получатели.',
  'Messages about this lead': 'Сообщения об этом лиде',
  'Messages about its leads': 'Сообщения о его лидах',
  'What receivers were told': 'Что узнали получатели',
  'All messages': 'Все сообщения',

  // What needs a person
  '{n} orders may or may not have arrived': {
    en: {
      one: '{n} order may or may not have arrived',
      other: '{n} orders may or may not have arrived',
    },
    ru: {
      one: 'Неизвестно, дошёл ли {n} заказ',
      few: 'Неизвестно, дошли ли {n} заказа',
      many: 'Неизвестно, дошли ли {n} заказов',
    },
  },
  'Look for them at the network': 'Проверить в сети',
  '{receiver} wants no more messages (410), so it was switched off':
    'Получатель «{receiver}» больше не принимает сообщения (410) и выключен',
  '{n} messages to {receiver} have failed since yesterday': {
    en: {
      one: '{n} message to {receiver} has failed since yesterday',
      other: '{n} messages to {receiver} have failed since yesterday',
    },
    ru: {
      one: 'Получателю «{receiver}» за сутки не дошло {n} сообщение',
      few: 'Получателю «{receiver}» за сутки не дошли {n} сообщения',
      many: 'Получателю «{receiver}» за сутки не дошло {n} сообщений',
    },
  },
  '{n} messages to {receiver} were not sent: its address must not be called': {
    en: {
      one: '{n} message to {receiver} was not sent: its address must not be called',
      other: '{n} messages to {receiver} were not sent: its address must not be called',
    },
    ru: {
      one: 'Получателю «{receiver}» не отправлено {n} сообщение: обращаться по его адресу нельзя',
      few: 'Получателю «{receiver}» не отправлены {n} сообщения: обращаться по его адресу нельзя',
      many: 'Получателю «{receiver}» не отправлено {n} сообщений: обращаться по его адресу нельзя',
    },
  },
  '{n} orders were refused by {receiver} since yesterday': {
    en: {
      one: '{n} order was refused by {receiver} since yesterday',
      other: '{n} orders were refused by {receiver} since yesterday',
    },
    ru: {
      one: 'За сутки «{receiver}» не взял {n} заказ',
      few: 'За сутки «{receiver}» не взял {n} заказа',
      many: 'За сутки «{receiver}» не взял {n} заказов',
    },
  },
  '{receiver} does not answer: messages to it wait and are tried again':
    'Получатель «{receiver}» не отвечает: сообщения ждут и отправляются повторно',
} as const satisfies Record<string, Translation>;
