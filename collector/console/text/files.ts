import type { Translation } from './text.ts';

/** Leads as files. */
export const files = {
  'Many leads may fit: counting them took too long. The file will have all of them.':
    'Лидов может быть много: подсчёт занял слишком долго. В файле будут все.',
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

  'Import leads': 'Импорт лидов',
  'A CSV file with a line for each lead: new ones, or statuses and payouts of those that are here. You see what every row would change before anything is changed.':
    'CSV-файл, строка на лид: новые лиды или статусы и выплаты тех, что уже есть. Сначала вы увидите, что изменит каждая строка, и только потом всё применится.',
  'CSV file': 'CSV-файл',
  'Up to 5 MB and {rows} rows. The first line names the columns.':
    'До 5 МБ и {rows} строк. В первой строке — названия колонок.',
  'Or paste it': 'Или вставьте текст',
  Separator: 'Разделитель',
  guess: 'определить',
  comma: 'запятая',
  semicolon: 'точка с запятой',
  tab: 'табуляция',
  'This is an Excel workbook: save it as CSV there, and take that file.':
    'Это книга Excel: сохраните её там как CSV и выберите тот файл.',
  'A quotation mark opens a cell and none closes it: close it, or take it out.':
    'Одна из ячеек начинается с кавычки, которая нигде не закрыта: закройте её или уберите.',
  'This is no CSV file: {why}.': 'Это не CSV-файл: {why}.',
  'There are no rows: the first line names columns, each further line is a lead.':
    'Строк нет: первая строка называет колонки, каждая следующая — лид.',
  'Here a file may have {rows} rows and {columns} columns. For more use «subpixel import» on the command line.':
    'Здесь в файле может быть до {rows} строк и {columns} колонок. Больше — через «subpixel import» в командной строке.',
  'Two columns are «{name}»: leave one of them out.': 'Две колонки — «{name}»: одну из них пропустите.',
  Rows: 'Строки',
  'In the file': 'В файле',
  'For example': 'Например',
  'What it is': 'Что это',
  'What «{heading}» is': 'Что такое «{heading}»',
  'Columns of the file': 'Колонки файла',
  'Send on to receivers what changes; untick it for old leads':
    'Отправить изменения получателям; для старых лидов снимите галочку',
  'leave it out': 'пропустить',
  'custom field': 'дополнительное поле',
  'Try it, without changing anything': 'Проверить, ничего не меняя',
  'Try it again': 'Проверить ещё раз',
  'Trying every row …': 'Проверяем каждую строку …',
  Row: 'Строка',
  'What to do': 'Что делать',
  'What was done': 'Что сделано',
  'What would be done': 'Что будет сделано',
  'Importing …': 'Импорт …',
  'Nothing was changed yet. Each row was tried alone, as if it were the only one.':
    'Пока ничего не изменено. Каждая строка проверена отдельно, как если бы была одна.',
  'Import {n} rows': {
    en: { one: 'Import {n} row', other: 'Import {n} rows' },
    ru: {
      one: 'Импортировать {n} строку',
      few: 'Импортировать {n} строки',
      many: 'Импортировать {n} строк',
    },
  },
  'All verdicts as a CSV file': 'Все результаты в CSV-файле',
  'Rows of the file, refused ones first': 'Строки файла, сначала отклонённые',
  'All {n} rows are done.': {
    en: { one: 'The row is done.', other: 'All {n} rows are done.' },
    ru: { one: 'Готово: {n} строка.', few: 'Готово: {n} строки.', many: 'Готово: {n} строк.' },
  },
  'To the leads': 'К лидам',
  '{done} of {rows} rows are done …': 'Готово строк: {done} из {rows} …',
  'The import was broken off after {done} of {rows} rows. Rows are never counted twice.':
    'Импорт прервался после {done} строк из {rows}. Строки не учитываются дважды.',
  'Go on with the rest': 'Продолжить с остальными',
} as const satisfies Record<string, Translation>;
