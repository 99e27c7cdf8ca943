import type { Translation } from './text.ts';

/** Erasing a buyer's data. */
export const privacy = {
  'Erase a buyer': 'Удаление данных',
  'Who asks to be forgotten is found by phone, e-mail or lead, and erased everywhere. First you see what would be erased.':
    'Кто просит удалить свои данные, находится по телефону, почте или лиду и удаляется везде. Сначала вы увидите, что будет удалено.',
  'Searching …': 'Идёт поиск …',
  'Grouped as you like.': 'В любом виде: с пробелами, скобками, дефисами.',
  'Its buyer, with the phone and the e-mail that it has.': 'Его покупатель — по телефону и почте из лида.',
  'A lead’s ID has 32 hex digits.': 'В ID лида 32 шестнадцатеричные цифры.',
  'Write a phone, an e-mail or a lead’s ID.': 'Укажите телефон, почту или ID лида.',
  'Nobody can be found by this: mend the phone, the e-mail or the lead’s ID.':
    'По этому никого не найти: проверьте телефон, почту или ID лида.',
  'There is too much to search while you wait: use «subpixel erase» on the command line.':
    'Данных слишком много, чтобы искать прямо здесь: запустите «subpixel erase» в командной строке.',
  'Write why, for the audit log.': 'Укажите причину — она попадёт в журнал действий.',
  'Leave phone and e-mail out of the reason: the audit log is kept.':
    'Не пишите в причине телефон и почту: журнал действий хранится.',
  'Nothing of this person is here.': 'Данных этого человека здесь нет.',
  'Search for another': 'Искать другого',
  'Of these clicks, all leads are taken to be this person’s. The log entries quote phone or e-mail.':
    'Все лиды этих кликов считаются лидами этого человека. В записях лога есть телефон или почта.',
  'Log entries': 'Записи лога',
  Messages: 'Сообщения',
  'Leads of this person, newest first': 'Лиды этого человека, сначала новые',
  'What receivers were told of this person, newest first':
    'Что об этом человеке ушло получателям, сначала новое',
  'Messages lose what they told; those that wait are not sent. What receivers have got stays with them: ask them to erase it.':
    'Из сообщений убирается то, что в них было; ждущие не отправляются. То, что получатели уже получили, остаётся у них: попросите удалить и там.',
  'Erase all of it': 'Удалить всё это',
  'Name, phone, e-mail, comment, custom fields, addresses, notes and the requests in the log go for good. Money, status, goal, IDs and times stay, so that statistics do. Later postbacks change status and money, and bring nothing back.':
    'Имя, телефон, почта, комментарий, дополнительные поля, адреса, заметки и запросы в логе удаляются навсегда. Деньги, статус, цель, ID и время остаются, чтобы не менялась статистика. Следующие постбэки меняют статус и деньги, но данные не возвращают.',
  '{n} postbacks wait on disk for the database. Erase once more when they are stored.': {
    en: {
      one: '{n} postback waits on disk for the database. Erase once more when it is stored.',
      other: '{n} postbacks wait on disk for the database. Erase once more when they are stored.',
    },
    ru: {
      one: '{n} постбэк ждёт базу на диске. Повторите удаление, когда он запишется.',
      few: '{n} постбэка ждут базу на диске. Повторите удаление, когда они запишутся.',
      many: '{n} постбэков ждут базу на диске. Повторите удаление, когда они запишутся.',
    },
  },
  'What this request said about its buyer was erased, so it cannot be repeated.':
    'Данные покупателя из этого запроса удалены, поэтому его нельзя повторить.',
  'Erasing …': 'Удаление …',
  'Why, for the audit log': 'Причина, для журнала действий',
  'Such as the number of the request; no name, phone or e-mail.':
    'Например, номер обращения; без имени, телефона и почты.',
  'Erase for good': 'Удалить навсегда',
  'Erased: {leads} leads, {entries} log entries, {messages} messages and what belongs to them.':
    'Удалено: лидов — {leads}, записей лога — {entries}, сообщений — {messages}, и всё, что к ним относится.',
} as const satisfies Record<string, Translation>;
