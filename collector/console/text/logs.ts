import type { Translation } from './text.ts';

/** Incoming postbacks, and once more. */
export const logs = {
  Why: 'Почему',
  Was: 'Было',
  'Status then': 'Статус тогда',
  'Would be': 'Станет',
  'Would change': 'Изменится',

  // Who sent it
  network: 'сеть',
  page: 'страница',
  link: 'ссылка',
  import: 'импорт',
  'by hand': 'вручную',
  order: 'заказ',
  'Sent on': 'Отправка',
  replay: 'повтор',

  // Filters
  accepted: 'принят',
  refused: 'отклонён',
  'Status word': 'Слово статуса',
  'as sent': 'как прислано',
  'More filters': 'Ещё фильтры',
  'address or range': 'адрес или диапазон',
  'The account has no such token.': 'В аккаунте нет такого токена.',
  Since: 'С',
  Until: 'До',
  'Times are of {zone}.': 'Время по поясу {zone}.',
  'That is no lead ID: one has 32 hex digits, with or without dashes.':
    'Это не ID лида: в нём 32 шестнадцатеричные цифры, с дефисами или без.',
  'That is no IP address and no range such as 203.0.113.0/24.':
    'Это не IP-адрес и не диапазон вида 203.0.113.0/24.',
  'That is no date and time: write them as 2031-05-01T12:30.':
    'Это не дата и время: напишите их так: 2031-05-01T12:30.',

  // The list
  'Incoming postbacks, newest first': 'Входящие постбэки, сначала новые',
  'Replay what fits': 'Повторить подходящие',
  settled: 'решён',
  'A later entry did what this one could not': 'Более поздняя запись сделала то, что не смогла эта',
  'Show the postback of {time}': 'Открыть постбэк от {time}',
  '{n} postbacks wait for the database.': {
    en: { one: '{n} postback waits for the database.', other: '{n} postbacks wait for the database.' },
    ru: {
      one: '{n} постбэк ждёт базу данных.',
      few: '{n} постбэка ждут базу данных.',
      many: '{n} постбэков ждут базу данных.',
    },
  },
  '{n} postbacks wait for the database since {time}.': {
    en: {
      one: '{n} postback waits for the database since {time}.',
      other: '{n} postbacks wait for the database since {time}.',
    },
    ru: {
      one: '{n} постбэк ждёт базу данных с {time}.',
      few: '{n} постбэка ждут базу данных с {time}.',
      many: '{n} постбэков ждут базу данных с {time}.',
    },
  },
  '{n} could not be applied: kept in the spool’s folder «quarantine», each with its reason.': {
    en: {
      one: '{n} could not be applied: kept in the spool’s folder «quarantine» with its reason.',
      other: '{n} could not be applied: kept in the spool’s folder «quarantine», each with its reason.',
    },
    ru: {
      one: '{n} применить не удалось: он лежит в папке «quarantine» спула, причина указана рядом.',
      few: '{n} применить не удалось: они лежат в папке «quarantine» спула, причины указаны рядом.',
      many: '{n} применить не удалось: они лежат в папке «quarantine» спула, причины указаны рядом.',
    },
  },
  'No postbacks yet': 'Постбэков пока нет',
  'Every request of a network or a page appears here, also the refused ones, with the reason.':
    'Здесь появится каждый запрос сети или страницы, в том числе отклонённый, с причиной.',
  'Try it: this test postback makes a lead and approves it. Then reload.':
    'Попробуйте: этот тестовый постбэк создаст лид и сразу даст апрув. Потом обновите страницу.',
  'Put this into the head of your landing and thank-you pages:':
    'Вставьте это в head лендинга и страницы «спасибо»:',
  'Make a flow and a postback token first.': 'Сначала создайте поток и токен для постбэков.',

  // Live
  Live: 'Живой просмотр',
  'Live: stop': 'Живой просмотр: стоп',
  'Nothing has come yet.': 'Пока ничего не пришло.',
  'What comes in appears here by itself.': 'Новое появляется здесь само.',
  'New: {count}': 'Новых: {count}',
  'No connection. Trying again…': 'Нет связи. Пробуем снова…',
  'The list has stopped: reload the page.': 'Список остановился: обновите страницу.',

  // One entry
  Postback: 'Постбэк',
  'What was decided': 'Что решено',
  'What changed': 'Что изменилось',
  'A dry run: none of it was stored.': 'Пробный запрос: ничего не сохранено.',
  Request: 'Запрос',
  Answer: 'Ответ',
  Query: 'Параметры адреса',
  Headers: 'Заголовки',
  Body: 'Тело',
  'As sent': 'Как прислано',
  'Requests hold buyers’ data, which your role does not see; what was quoted from them is left out.':
    'В запросах есть данные покупателей, ваша роль их не видит; цитаты из запросов тоже убраны.',
  'Other postbacks of this click': 'Другие постбэки этого клика',
  'Other postbacks of this click, newest first': 'Другие постбэки этого клика, сначала новые',
  Received: 'Получен',
  'nobody’s: only operators see this entry': 'ничей: эту запись видят только операторы',
  'Site key': 'Ключ сайта',
  revoked: 'отозван',
  replaced: 'заменён',
  deleted: 'удалён',
  Repeats: 'Повторяет',
  'Settled by': 'Решён записью',
  Took: 'Обработан за',
  '{ms} ms': '{ms} мс',
  Entry: 'Запись',
  Read: 'Чтение',
  Access: 'Доступ',
  Apply: 'Применение',

  // A word that nobody knows
  '«{word}» means': '«{word}» значит',
  'choose…': 'выберите…',
  'in the flow {flow}': 'в потоке {flow}',
  'From then on; those that have come are replayed on the next page.':
    'С этого момента; уже пришедшие повторяются на следующей странице.',
  '«{word}» now means {status} in the flow {flow}.': 'Теперь «{word}» значит {status} в потоке {flow}.',
  'These postbacks came before you said so:': 'Эти постбэки пришли раньше:',

  // Once more
  Replay: 'Повторить',
  'Preview a replay': 'Посмотреть, что даст повтор',
  'Preview of a replay': 'Что даст повтор',
  'Repeats this request with today’s set-up.': 'Повторяет этот запрос с сегодняшними настройками.',
  'This is what it would do with today’s set-up. Nothing is stored yet.':
    'Вот что он сделает с сегодняшними настройками. Пока ничего не сохранено.',
  'What would change': 'Что изменится',
  'How it would be decided': 'Как будет решено',
  'Say which postbacks are to be repeated: set a filter first.':
    'Укажите, какие постбэки повторить: сначала задайте фильтр.',
  'There was nothing to repeat.': 'Повторять было нечего.',
  'Repeated {count}: {outcomes}.': 'Повторено {count}: {outcomes}.',
  'Nothing is left that fits.': 'Подходящих больше нет.',
  'Replay the oldest {max}': 'Повторить самые старые {max}',
  'Replay all {count}': 'Повторить все: {count}',
  'More than {max} fit; they are repeated {max} at a time.':
    'Подходит больше {max}; они повторяются по {max} за раз.',
  'The oldest {shown} are shown, with what a replay would do now. Nothing is stored yet.':
    'Показаны самые старые {shown} и что сделает повтор сейчас. Пока ничего не сохранено.',
  'Shown with what a replay would do now. Nothing is stored yet.':
    'Показано, что сделает повтор сейчас. Пока ничего не сохранено.',
  'Postbacks that fit, oldest first, and what a replay would change':
    'Подходящие постбэки, сначала старые, и что изменит повтор',
} as const satisfies Record<string, Translation>;
