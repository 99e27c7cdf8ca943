import type { Translation } from './text.ts';

export const leads = {
  // The list
  'name, phone, e-mail, any ID': 'имя, телефон, почта, любой ID',
  'lead ID, click ID, UID': 'ID лида, ID клика, UID',
  Tests: 'Тестовые',
  without: 'без них',
  only: 'только они',
  'From day': 'С',
  'To day': 'По',
  'This took longer than two seconds, so it was given up. Choose fewer days or a flow, or search by a whole phone, e-mail or ID.':
    'Поиск занял больше двух секунд и был прерван. Возьмите меньше дней, выберите поток или ищите по целому телефону, адресу почты или ID.',
  'Leads, newest first': 'Лиды, сначала новые',
  'Leads from elsewhere come in as a file.': 'Лиды из другой системы можно загрузить файлом.',
  'No leads yet': 'Лидов пока нет',
  'A lead comes from a form on your page or from a network’s postback.':
    'Лид приходит из формы на вашей странице или из постбэка сети.',
  'Show the lead of {time}': 'Открыть лид от {time}',

  // Columns
  'Another custom field': 'Другое дополнительное поле',
  'Usual columns': 'Обычные колонки',
  'Further to the front': 'Ближе к началу',
  'Payout as sent': 'Выплата, как прислана',
  Comment: 'Комментарий',
  'Lead ID': 'ID лида',
  Changed: 'Изменён',
  Notes: 'Заметки',
  'Custom field': 'Дополнительное поле',

  // One lead
  'Confirmed by a server': 'Подтверждён сервером',
  'Contact data erased': 'Контакты удалены',
  Created: 'Создан',
  from: 'из',
  'at the rate {rate}': 'по курсу {rate}',
  History: 'История',
  'New note': 'Новая заметка',
  'Add the note': 'Добавить заметку',
  Edit: 'Изменить',
  'Postbacks of this lead': 'Постбэки этого лида',
  'Other leads of this click': 'Другие лиды этого клика',

  // By hand
  'Edit the lead': 'Изменить лид',
  'Nothing was changed in the form.': 'В форме ничего не изменено.',
  'Only what you change is sent, as a postback of yours: it stands in history and log. «new» never replaces a decision.':
    'Отправляется только то, что вы изменили, как ваш постбэк: он попадёт в историю и журнал. «new» не заменяет уже принятое решение.',
  'A field cannot be emptied here: write what holds instead.':
    'Поле нельзя сделать пустым: напишите, что должно быть вместо этого.',
  'At most 64 characters, none of them a square bracket.': 'Не больше 64 знаков, без квадратных скобок.',
  'A new one': 'Новое',
  'Name of the custom field': 'Название дополнительного поля',
  'Its value': 'Его значение',

  // Many at once
  'Tick all': 'Отметить все',
  'Ticked: {n}': 'Отмечено: {n}',
  Tick: 'Отметить',
  'Set the status': 'Задать статус',
  'No lead was ticked.': 'Не отмечен ни один лид.',
  'Back to the list': 'Назад к списку',
  'Nothing is changed yet: this is what would happen.': 'Пока ничего не изменено: вот что произойдёт.',
  'Change {n} leads': {
    en: { one: 'Change {n} lead', other: 'Change {n} leads' },
    ru: { one: 'Изменить {n} лид', few: 'Изменить {n} лида', many: 'Изменить {n} лидов' },
  },
  '{n} leads changed.': {
    en: { one: '{n} lead changed.', other: '{n} leads changed.' },
    ru: { one: 'Изменён {n} лид.', few: 'Изменено {n} лида.', many: 'Изменено {n} лидов.' },
  },
  'Set the status of ticked leads': 'Статус отмеченных',
  Preview: 'Показать изменения',
  'Preview for all that fit, at most {n}': 'Показать для всех найденных (до {n})',
} as const satisfies Record<string, Translation>;
