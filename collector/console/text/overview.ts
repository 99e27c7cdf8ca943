import type { Translation } from './text.ts';

export const overview = {
  // Days
  Days: 'Дни',
  Today: 'Сегодня',
  Yesterday: 'Вчера',
  '7 days': '7 дней',
  '30 days': '30 дней',
  'First day': 'Первый день',
  'Last day': 'Последний день',

  // Figures
  'Unique visitors': 'Уникальные',
  'By address and browser; off by some percent where there are thousands.':
    'По адресу и браузеру; на тысячах возможна ошибка в несколько процентов.',
  CR: 'CR',
  'Leads for each click': 'Лидов на клик',
  Approval: '% апрува',
  'Approved and on hold, of all leads': 'Апрув и холд от всех лидов',
  'without trash': 'без треша',
  EPC: 'EPC',
  'Revenue, confirmed and on hold, for each click': 'Доход, подтверждённый и в холде, на клик',
  Confirmed: 'Подтверждено',
  'On hold': 'В холде',
  Revenue: 'Доход',
  points: 'п. п.',
  New: 'Новые',
  Hold: 'Холд',
  Approved: 'Апрув',
  Cancelled: 'Отмена',
  Trash: 'Треш',
  'No rate leads from {currencies} to {currency}: these sums stand beside the others.':
    'Нет курса из {currencies} в {currency}: эти суммы показаны отдельно.',
  'Older days are being counted: their figures are not complete yet.':
    'Прошлые дни ещё подсчитываются: их данные пока неполные.',
  'kept for all flows together': 'только по всем потокам',
  'Visitors, sources, campaigns, countries and goals are kept for all flows together.':
    'Уникальные, источники, кампании, страны и цели считаются только по всем потокам вместе.',
  'All flows': 'Все потоки',
  'Show all flows': 'Показать все потоки',
  'The table below says the same.': 'То же самое в таблице ниже.',

  // Tables
  'By day': 'По дням',
  'By hour': 'По часам',
  Day: 'День',
  Hour: 'Час',
  'By flow': 'По потокам',
  'By source (utm_source)': 'По источникам (utm_source)',
  'By campaign (utm_campaign)': 'По кампаниям (utm_campaign)',
  'By country': 'По странам',
  'By goal': 'По целям',
  Source: 'Источник',
  Campaign: 'Кампания',
  Others: 'Остальные',

  // What needs a person
  'Needs you': 'Требует внимания',
  'Look at its set-up': 'Проверить настройку',
  'Say what it means': 'Указать значение',
  'Show them': 'Показать',
  '{n} hours': {
    en: { one: '{n} hour', other: '{n} hours' },
    ru: { one: '{n} час', few: '{n} часа', many: '{n} часов' },
  },
  'The network of {flow} has been silent for {now}, and was never for more than {before} before':
    'Сеть потока {flow} молчит {now}; раньше её молчание не превышало {before}',
  '{n} postbacks of {flow} have the status «{word}», which nobody knows': {
    en: {
      one: '{n} postback of {flow} has the status «{word}», which nobody knows',
      other: '{n} postbacks of {flow} have the status «{word}», which nobody knows',
    },
    ru: {
      one: '{n} постбэк потока {flow} с неизвестным статусом «{word}»',
      few: '{n} постбэка потока {flow} с неизвестным статусом «{word}»',
      many: '{n} постбэков потока {flow} с неизвестным статусом «{word}»',
    },
  },
  '{n} postbacks were refused': {
    en: { one: '{n} postback was refused', other: '{n} postbacks were refused' },
    ru: { one: 'Отклонён {n} постбэк', few: 'Отклонено {n} постбэка', many: 'Отклонено {n} постбэков' },
  },
  '{n} postbacks came with a macro that the network did not replace': {
    en: {
      one: '{n} postback came with a macro that the network did not replace',
      other: '{n} postbacks came with a macro that the network did not replace',
    },
    ru: {
      one: '{n} постбэк пришёл с макросом, который сеть не заменила',
      few: '{n} постбэка пришли с макросом, который сеть не заменила',
      many: '{n} постбэков пришли с макросом, который сеть не заменила',
    },
  },
  '{n} requests came from pages that their flow does not allow': {
    en: {
      one: '{n} request came from a page that its flow does not allow',
      other: '{n} requests came from pages that their flow does not allow',
    },
    ru: {
      one: '{n} запрос пришёл со страницы, не разрешённой в потоке',
      few: '{n} запроса пришли со страниц, не разрешённых в потоке',
      many: '{n} запросов пришли со страниц, не разрешённых в потоке',
    },
  },
  '{n} postbacks came from addresses that are not allowed': {
    en: {
      one: '{n} postback came from an address that is not allowed',
      other: '{n} postbacks came from addresses that are not allowed',
    },
    ru: {
      one: '{n} постбэк пришёл с неразрешённого адреса',
      few: '{n} постбэка пришли с неразрешённых адресов',
      many: '{n} постбэков пришли с неразрешённых адресов',
    },
  },
  '{n} payouts could not be converted: a rate is missing': {
    en: {
      one: '{n} payout could not be converted: a rate is missing',
      other: '{n} payouts could not be converted: a rate is missing',
    },
    ru: {
      one: '{n} выплата не конвертирована: нет курса',
      few: '{n} выплаты не конвертированы: нет курса',
      many: '{n} выплат не конвертировано: нет курса',
    },
  },
  '{n} postbacks came with a token that is nobody’s': {
    en: {
      one: '{n} postback came with a token that is nobody’s',
      other: '{n} postbacks came with a token that is nobody’s',
    },
    ru: {
      one: '{n} постбэк пришёл с чужим токеном',
      few: '{n} постбэка пришли с чужим токеном',
      many: '{n} постбэков пришли с чужим токеном',
    },
  },

  // A new account
  'Nothing has come yet': 'Пока ничего не пришло',
  'A flow has all that is to be copied: the tracking link, the tag for your page, the postback URL for the network. It shows what has arrived.':
    'В потоке есть всё, что нужно скопировать: трекинговая ссылка, тег для страницы, URL постбэка для сети. Там же видно, что уже пришло.',
  'Set up {flow}': 'Настроить {flow}',
  'As soon as somebody clicks, the figures are here.': 'Как только появятся клики, здесь будут цифры.',
  'Begin with a flow: a landing page and the network that pays for its leads.':
    'Начните с потока: лендинг и сеть, которая платит за его лиды.',
  'Make a flow': 'Создать поток',
} as const satisfies Record<string, Translation>;
