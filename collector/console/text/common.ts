import type { Translation } from './text.ts';

/** The frame around the pages, and what several parts say. */
export const common = {
  // The head
  Overview: 'Обзор',
  Postbacks: 'Постбэки',
  Leads: 'Лиды',
  Clicks: 'Клики',
  Flows: 'Потоки',
  Settings: 'Настройки',
  Help: 'Справка',
  Main: 'Главное меню',
  'Skip to the content': 'Перейти к содержимому',
  'Sign out': 'Выйти',

  // The door
  'Sign in': 'Войти',
  Login: 'Логин',
  Password: 'Пароль',
  'The first start printed login and password; they are also in data/first-run.json.':
    'Логин и пароль напечатаны при первом запуске; они есть и в data/first-run.json.',
  'Login or password is wrong.': 'Неверный логин или пароль.',
  'Too many tries. Wait {n} minutes, then try again.': {
    en: {
      one: 'Too many tries. Wait a minute, then try again.',
      other: 'Too many tries. Wait {n} minutes, then try again.',
    },
    ru: {
      one: 'Слишком много попыток. Подождите {n} минуту и попробуйте снова.',
      few: 'Слишком много попыток. Подождите {n} минуты и попробуйте снова.',
      many: 'Слишком много попыток. Подождите {n} минут и попробуйте снова.',
    },
  },
  'Code from your app': 'Код из приложения',
  'Without your phone, type one of your recovery codes. Each is good for one time.':
    'Если телефона нет под рукой, введите один из резервных кодов. Каждый действует один раз.',
  'The code is wrong, or was used before: wait for the next.':
    'Код неверный или уже использован: дождитесь следующего.',
  'Another login': 'Другой логин',
  'Many people are signing in just now. Try again in a moment.':
    'Сейчас входит много людей. Попробуйте через минуту.',

  'Confirm that it is you': 'Подтвердите, что это вы',
  'You signed in a while ago. What you filled in is kept; nothing is done yet.':
    'Вы вошли довольно давно. Введённое сохранено; пока ничего не сделано.',
  'The password is wrong.': 'Пароль неверный.',
  'You are signed out': 'Вы вышли из консоли',
  'The session had ended before you sent this, so nothing is done yet. What you filled in is kept on this page: sign in, come back to this tab and send it.':
    'Сессия закончилась раньше, чем вы отправили форму, поэтому пока ничего не сделано. Введённое сохранено на этой странице: войдите, вернитесь на эту вкладку и отправьте.',
  'The session had ended before you sent this, so nothing was done. A file cannot be kept: sign in, and send it again from the form.':
    'Сессия закончилась раньше, чем вы отправили форму, поэтому ничего не сделано. Файл сохранить нельзя: войдите и отправьте его из формы ещё раз.',
  'Sign in, in a new tab': 'Войти в новой вкладке',
  'Send it again': 'Отправить ещё раз',
  Confirm: 'Подтвердить',

  // Problems
  'Not found': 'Не найдено',
  'There is nothing here: the address is mistyped, or what it named is gone.':
    'Здесь ничего нет: в адресе опечатка, или того, что он называл, больше нет.',
  Refused: 'Отклонено',
  'This request did not come from the console itself, so nothing was changed. Open the console and try again there.':
    'Запрос пришёл не из самой консоли, поэтому ничего не изменено. Откройте консоль и повторите там.',
  'Not readable': 'Не читается',
  'The form did not arrive whole, so nothing was changed. Go back and send it again.':
    'Форма пришла не целиком, поэтому ничего не изменено. Вернитесь и отправьте её ещё раз.',
  'Too large': 'Слишком большой',
  'The file is larger than this form takes, so nothing was changed. Split it, or use the command line.':
    'Файл больше, чем принимает эта форма, поэтому ничего не изменено. Разделите его или загрузите из командной строки.',
  'Too slow': 'Слишком долго',
  'This list takes too long to search. Narrow it down, best by a time, and try again.':
    'Поиск по этому списку занял бы слишком много времени. Сузьте его, лучше всего по времени, и попробуйте снова.',
  'Not allowed': 'Нет доступа',
  'Your role does not allow this. An owner of the account can change roles in the settings.':
    'Ваша роль этого не позволяет. Роли меняет владелец аккаунта в настройках.',
  'Incoming postbacks': 'Входящие постбэки',
  'Nothing was saved: mend the fields that say why.':
    'Ничего не сохранено: исправьте поля, у которых указана причина.',

  // Lists
  Search: 'Поиск',
  Filter: 'Показать',
  Clear: 'Сбросить',
  all: 'все',
  Newest: 'Новейшие',
  Newer: 'Новее',
  Older: 'Старше',
  Pages: 'Страницы',
  'Nothing fits these filters.': 'Под эти условия ничего не подходит.',
  'That is no click ID: one has 32 hex digits, with or without dashes.':
    'Это не ID клика: в нём 32 шестнадцатеричные цифры, с дефисами или без.',
  'Show everything': 'Показать всё',
  '32 hex digits': '32 шестнадцатеричные цифры',
  'Click {id}': 'Клик {id}',

  // Fields and columns
  Time: 'Время',
  From: 'Откуда',
  Flow: 'Поток',
  Click: 'Клик',
  Lead: 'Лид',
  Network: 'Сеть',
  Token: 'Токен',
  'Postbacks with it': 'Постбэки с ним',
  Status: 'Статус',
  Currency: 'Валюта',
  Name: 'Имя',
  Account: 'Аккаунт',
  Payout: 'Выплата',
  Goal: 'Цель',
  Country: 'Страна',
  UID: 'UID',
  IP: 'IP',
  Geo: 'Гео',
  Show: 'Открыть',
  Open: 'Открыть',
  Send: 'Отправить',
  'API key': 'Ключ API',
  Save: 'Сохранить',
  'Saved.': 'Сохранено.',
  'Go on': 'Дальше',
  off: 'выключен',
  Key: 'Ключ',
  Macros: 'Макросы',
  Receiver: 'Получатель',
  Kind: 'Вид',
  'It has arrived.': 'Дошло.',
  Cancel: 'Отмена',
  'Nothing.': 'Ничего.',
  yes: 'да',
  no: 'нет',
  'not yet': 'ещё нет',
  postback: 'постбэк',
  Copy: 'Копировать',
  Copied: 'Скопировано',
  'Press Ctrl+C': 'Нажмите Ctrl+C',
  test: 'тест',
  dry: 'проба',
  'Kept out of statistics and outgoing postbacks': 'Не входит в статистику и исходящие постбэки',
  'Decided and answered, but nothing was changed': 'Решение принято и ответ дан, но ничего не изменено',
  'UID · goal': 'UID · цель',
  Outcome: 'Исход',
  Error: 'Ошибка',
  Reason: 'Причина',
  Warning: 'Предупреждение',
  Phone: 'Телефон',
  Email: 'Эл. почта',
  Browser: 'Браузер',
  'Landing URL': 'Адрес лендинга',
  Set: 'Задать',
  'Set on': 'Задан',
  'Character set': 'Кодировка',
  'Set rates': 'Задать курсы',
} as const satisfies Record<string, Translation>;
