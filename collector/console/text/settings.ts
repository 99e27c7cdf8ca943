import type { Translation } from './text.ts';

export const settings = {
  // The parts
  'My settings': 'Мои настройки',
  Users: 'Пользователи',
  Account: 'Аккаунт',
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
  'Where you are signed in': 'Где вы вошли',
  Since: 'С какого времени',
  'Last seen': 'Последний раз',
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

  'US dollars': 'Доллары США',
} as const satisfies Record<string, Translation>;
