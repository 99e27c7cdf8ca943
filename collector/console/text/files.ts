import type { Translation } from './text.ts';

/** Leads as files. */
export const files = {
  'Export leads': 'Экспорт лидов',
  '{n} leads fit.': {
    en: { one: '{n} lead fits.', other: '{n} leads fit.' },
    ru: { one: 'Подходит {n} лид.', few: 'Подходят {n} лида.', many: 'Подходят {n} лидов.' },
  },
  'More than {n} leads fit.': {
    en: { one: 'More than {n} lead fits.', other: 'More than {n} leads fit.' },
    ru: {
      one: 'Подходит больше {n} лида.',
      few: 'Подходят больше {n} лидов.',
      many: 'Подходят больше {n} лидов.',
    },
  },
  'Choose others': 'Выбрать другие',
  Columns: 'Колонки',
  'Custom fields': 'Дополнительные поля',
  'Your role takes leads away without contact data.': 'По вашей роли лиды выгружаются без контактных данных.',
  'Times are those of {zone}. What looks like a formula is kept as text. Every export is written into the audit log.':
    'Время — по поясу {zone}. То, что похоже на формулу, остаётся текстом. Каждый экспорт записывается в журнал действий.',
  'Download CSV': 'Скачать CSV',
  'Download XLSX': 'Скачать XLSX',
  '{rows} rows written …': 'Записано строк: {rows} …',
  'Done: {rows} rows.': 'Готово, строк: {rows}.',
} as const satisfies Record<string, Translation>;
