import type { Translation } from './text.ts';

export const leads = {
  // The list
  Search: 'Поиск',
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

  // Many at once
  'Tick all': 'Отметить все',
  'Ticked: {n}': 'Отмечено: {n}',
  Tick: 'Отметить',
  'Set the status of ticked leads': 'Статус отмеченных лидов',
  Preview: 'Показать изменения',
  'Preview for all that fit, at most {n}': 'Показать для всех найденных, не больше {n}',
} as const satisfies Record<string, Translation>;
