import type { Translation } from './text.ts';

export const settings = {
  // The parts
  'My settings': 'Мои настройки',
  Users: 'Пользователи',
  'Postback tokens': 'Токены постбэков',
  'Site keys': 'Ключи сайтов',
  'API keys': 'Ключи API',
  'Exchange rates': 'Курсы валют',
  'Audit log': 'Журнал действий',

  // My settings
  'Language, time and money': 'Язык, время и деньги',
  Language: 'Язык',
  'Time zone': 'Часовой пояс',
  'All times are shown and read in it.': 'В нём показано и читается всё время.',
  'Choose a time zone of the list, such as Europe/Riga.':
    'Выберите часовой пояс из списка, например Europe/Moscow.',
  'Sums of several currencies are given in it.': 'В ней даны суммы из разных валют.',
  'Write a code such as EUR.': 'Напишите код, например EUR.',
  'Where you are signed in': 'Активные сеансы',
  'Signed in': 'Вход',
  'Last seen': 'Последний визит',
  'this one': 'этот',
  End: 'Завершить',
  'End all others': 'Завершить все остальные',
  'The session is ended.': 'Сеанс завершён.',
  'All other sessions are ended.': 'Все остальные сеансы завершены.',
  'Password until now': 'Текущий пароль',
  'New password': 'Новый пароль',
  'At least 12 characters. All your other sessions end.':
    'Не меньше 12 символов. Все остальные ваши сеансы завершатся.',
  'Change the password': 'Сменить пароль',
  'The password is changed. Wherever else you were signed in, you have to sign in again.':
    'Пароль изменён. Везде, где вы входили раньше, нужно войти заново.',
  'Take at least 12 characters: a few words are easy to remember.':
    'Нужно не меньше 12 символов: несколько слов легко запомнить.',
  'Take at most 200 characters.': 'Можно не больше 200 символов.',
  'This is one of the first that are guessed: take another one.':
    'Такой пароль подбирают одним из первых: придумайте другой.',
  'Without the login too little is left of it: take another one.':
    'Без логина от него почти ничего не остаётся: придумайте другой.',

  // The second step
  'Second step': 'Второй шаг входа',
  'With it a stolen password opens nothing: signing in also takes a code from your phone.':
    'С ним украденный пароль ничего не откроет: для входа нужен ещё код с телефона.',
  'Set it up': 'Настроить',
  on: 'включён',
  '{n} recovery codes are left.': {
    en: { one: 'One recovery code is left.', other: '{n} recovery codes are left.' },
    ru: {
      one: 'Остался {n} резервный код.',
      few: 'Осталось {n} резервных кода.',
      many: 'Осталось {n} резервных кодов.',
    },
  },
  'For a new phone or new recovery codes, turn it off and set it up again.':
    'Для нового телефона или новых резервных кодов выключите его и настройте заново.',
  'Turn it off': 'Выключить',
  'From now on the password is enough.': 'Теперь для входа достаточно пароля.',
  'The code is wrong: compare the clocks of phone and computer, and type the next one.':
    'Код неверный: сверьте часы телефона и компьютера и введите следующий.',
  'Read this with an authenticator app, then type the code that it shows.':
    'Отсканируйте приложением для кодов входа и введите код, который оно покажет.',
  'QR code for the app': 'QR-код для приложения',
  'Without a camera, type this key into the app:': 'Если камеры нет, введите в приложение этот ключ:',
  'Six digits. Your other sessions end.': 'Шесть цифр. Остальные ваши сеансы завершатся.',
  'Turn it on': 'Включить',
  'It is on: the next sign-in asks for a code.': 'Включено: при следующем входе понадобится код.',
  'Recovery codes': 'Резервные коды',
  'Keep them where your phone is not: each signs you in once without it. They are not shown again.':
    'Храните их отдельно от телефона: каждый один раз впускает без него. Больше они не покажутся.',

  // Users
  'New user': 'Новый пользователь',
  'A first password is made and shown once.': 'Первый пароль создаётся сам и показывается один раз.',
  'A login has 2 to 64 letters, digits and . _ @ + -': 'В логине от 2 до 64 букв, цифр и знаков . _ @ + -',
  'This login is taken: choose another one.': 'Этот логин занят: выберите другой.',
  Add: 'Добавить',
  Role: 'Роль',
  owner: 'владелец',
  manager: 'менеджер',
  analyst: 'аналитик',
  auditor: 'аудитор',
  'everything, people and keys too': 'всё, включая людей и ключи',
  'all of the daily work, with buyers’ contact data': 'вся ежедневная работа, с контактами покупателей',
  'looks and exports, without contact data': 'смотрит и выгружает, без контактов',
  'looks, and reads the audit log; without contact data': 'смотрит и читает журнал действий, без контактов',
  'Shut out': 'Закрыть доступ',
  'What new users begin with': 'С чем начинают новые пользователи',
  'Shut out since': 'Доступ закрыт',
  Made: 'Создан',
  'This is the password of {login} now. They can change it in their settings.':
    'Теперь это пароль пользователя {login}. Сменить его можно в своих настройках.',
  'Copy it now: it is not shown again.': 'Скопируйте сейчас: больше он не покажется.',
  'Your own password and sessions are in your settings.': 'Ваши пароль и сеансы – в ваших настройках.',
  'Password and sessions': 'Пароль и сеансы',
  'A new password is made and shown once; the second step is turned off, for a lost phone.':
    'Создаётся новый пароль и показывается один раз; второй шаг выключается – на случай потерянного телефона.',
  'Set a new password': 'Задать новый пароль',
  'End all sessions': 'Завершить все сеансы',
  'Ends the sessions at once. What they did stays in the log.':
    'Сеансы завершатся сразу. Всё сделанное останется в журнале.',
  'Let in again': 'Вернуть доступ',
  'The account needs an owner: make another one first.':
    'Аккаунту нужен владелец: сначала назначьте другого.',

  // The account
  'Give it a name of at most 100 characters.': 'Нужно название не длиннее 100 символов.',
  'Only the people of the account see it.': 'Его видят только люди этого аккаунта.',

  // Postback tokens
  'By its token a network’s postback is known to be for this account. Give each network its own.':
    'По токену понятно, что постбэк сети – для этого аккаунта. Дайте каждой сети свой.',
  'The token is revoked: its postbacks are refused from now on.':
    'Токен отозван: постбэки с ним теперь отклоняются.',
  'Begins with': 'Начинается с',
  'Allowed servers': 'Разрешённые серверы',
  'IP addresses or ranges, one a line; empty: any.':
    'IP-адреса или диапазоны, по одному в строке; пусто: любые.',
  'Last used': 'Использован',
  'New token': 'Новый токен',
  'Make the token': 'Создать токен',
  'To replace a token: make a new one, put it into the network’s postback URL, then revoke the old one.':
    'Чтобы заменить токен: создайте новый, поставьте его в постбэк-ссылку сети, затем отзовите старый.',
  'Such as the network that it is for.': 'Например, сеть, для которой он нужен.',
  'The token': 'Токен целиком',
  'Whoever has it can send postbacks: keep it between you and the network.':
    'У кого он есть, тот может слать постбэки: пусть его знаете только вы и сеть.',
  Change: 'Изменить',
  Revoke: 'Отозвать',
  'All postbacks with it are refused from then on. This cannot be undone.':
    'Все постбэки с ним будут отклоняться. Вернуть это нельзя.',
  'No network uses it any more.': 'Ни одна сеть им больше не пользуется.',

  // Site keys
  'Script tags name their flow by its key. It is no secret: with it a browser can add leads, never approve them.':
    'По ключу тег скрипта узнаёт свой поток. Это не секрет: с ним браузер может добавить лид, но не одобрить.',
  'Allowed sites': 'Разрешённые сайты',
  'New key': 'Новый ключ',
  'The key until now stops working at once: pages that hold it send no more leads until their script tag is replaced.':
    'Прежний ключ сразу перестанет работать: страницы с ним не пришлют лидов, пока на них не заменят тег скрипта.',
  'I will replace the script tag on every page.': 'Я заменю тег скрипта на каждой странице.',
  'Make a new key': 'Создать новый ключ',
  'The flow has a new key: put its script tag into your pages again.':
    'У потока новый ключ: поставьте его тег скрипта на страницы заново.',

  // API keys
  'For your own programs. Give each its own key, with as little as it needs.':
    'Для ваших программ. Дайте каждой свой ключ и только нужные права.',
  'The key is revoked: its calls are refused from now on.': 'Ключ отозван: запросы с ним теперь отклоняются.',
  'There are no keys yet.': 'Ключей ещё нет.',
  'The program that it is for.': 'Программа, для которой он нужен.',
  'May do': 'Права',
  'Tick what the key may do.': 'Отметьте, что можно делать с ключом.',
  'Make the key': 'Создать ключ',
  'The key is made. Programs send it as «Authorization: Bearer …».':
    'Ключ создан. Программы шлют его так: «Authorization: Bearer …».',
  'All calls with it are refused at once. This cannot be undone.':
    'Все запросы с ним сразу станут отклоняться. Вернуть это нельзя.',
  'No program uses it any more.': 'Ни одна программа им больше не пользуется.',

  // Exchange rates
  'US dollars': 'Доллары США',
  'A postback with «convert» is paid in another currency by these. What was converted keeps its rate.':
    'По ним постбэк с «convert» пересчитывается в другую валюту. Что уже пересчитано, сохраняет свой курс.',
  '{n} rates are set.': {
    en: { one: '1 rate is set.', other: '{n} rates are set.' },
    ru: { one: 'Задан {n} курс.', few: 'Задано {n} курса.', many: 'Задано {n} курсов.' },
  },
  'No rates yet: «convert» leaves a payout as it is and warns with no-rate.':
    'Курсов ещё нет: «convert» оставляет выплату как есть и предупреждает: no-rate.',
  'Nothing was changed.': 'Ничего не изменено.',
  'Lines such as EUR,1.0832': 'Строки вида EUR,1.0832',
  'A currency and what one unit is worth in US dollars. Others stay as they are.':
    'Валюта и сколько долларов США стоит её единица. Остальные не меняются.',
  'Or a CSV file': 'Или файл CSV',
  'There is no rate in it: lines look like EUR,1.0832.': 'Здесь нет ни одного курса: строки вида EUR,1.0832.',
  'Line {line}: «{text}» is no currency.': 'Строка {line}: «{text}» – не валюта.',
  'Line {line}: «{text}» is no rate above 0.': 'Строка {line}: «{text}» – не курс больше 0.',

  // The audit log
  'Who changed what. Lines stay for good, and each holds a checksum of all before it.':
    'Кто что изменил. Строки остаются навсегда, и в каждой – контрольная сумма всех прежних.',
  'Check the chain': 'Проверить цепочку',
  'The chain is whole: {n} lines.': {
    en: { one: 'The chain is whole: 1 line.', other: 'The chain is whole: {n} lines.' },
    ru: {
      one: 'Цепочка цела: {n} строка.',
      few: 'Цепочка цела: {n} строки.',
      many: 'Цепочка цела: {n} строк.',
    },
  },
  'The chain is broken: before or in line {id} something was changed or cut out of the database.':
    'Цепочка нарушена: в строке {id} или перед ней что-то изменено или вырезано из базы.',
  Who: 'Кто',
  Action: 'Действие',
  'Of what': 'Над чем',
  Details: 'Подробности',
} as const satisfies Record<string, Translation>;
