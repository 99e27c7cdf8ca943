import type { Translation } from './text.ts';

/** The page of the API. What its calls do is told in English, as in the document. */
export const api = {
  'API for your own programs': 'API для своих программ',
  'What the console does, by HTTP and JSON. Send a key with each call; keys are made in the settings, with the scopes that each call names.':
    'Всё, что делает консоль, по HTTP и в JSON. С каждым запросом передавайте ключ; ключи создаются в настройках, с правами, которые указаны у каждого запроса.',
  'All calls, to read and to try': 'Все запросы: описание и проба',
  'OpenAPI document': 'Документ OpenAPI',
  'Kept on this page alone, until you leave it.': 'Хранится только на этой странице, пока вы её не закроете.',
  Parameter: 'Параметр',
  Meaning: 'Значение',
  required: 'обязательный',
  'For a shell': 'Для командной строки',
  'Body, JSON': 'Тело, JSON',
  'Type a key in first, at the top of the page.': 'Сначала введите ключ вверху страницы.',
} as const satisfies Record<string, Translation>;
