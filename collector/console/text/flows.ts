import type { Translation } from './text.ts';

export const flows = {
  // What is wrong with a field (read-flow-fields.ts)
  'Give the flow a name.': 'Назовите поток.',
  'A name has at most 100 characters.': 'В названии не больше 100 символов.',
  'An address begins with http:// or https://.': 'Адрес начинается с http:// или https://.',
  'An address has at most 2,000 characters.': 'В адресе не больше 2000 символов.',
  'No macro may stand in the host: put it into the path or the query.':
    'В имени хоста макросов быть не может: поставьте макрос в путь или параметры.',
  'Choose a network of the list, describe your own, or leave this empty.':
    'Выберите сеть из списка, опишите свою или оставьте поле пустым.',
  'Write a plain number such as 12.50, or leave this empty.':
    'Напишите число, например 12.50, или оставьте поле пустым.',
  'Write an ISO 4217 code such as EUR, or leave this empty.':
    'Напишите код ISO 4217, например EUR, или оставьте поле пустым.',
  'No such character set is known: write for instance windows-1251.':
    'Такая кодировка неизвестна: напишите, например, windows-1251.',
  'At most 64 letters, digits, spaces and =;:._- can be answered.':
    'В ответе не больше 64 латинских букв, цифр, пробелов и знаков =;:._-',
  'must look like «sold = approve»': 'нужен вид «sold = approve»',
  '«{word}» is none of {statuses}': '«{word}» – не из списка: {statuses}',
  '«{word}» means {status} already: keep one of them': '«{word}» уже значит {status}: оставьте одно',
  'must begin with https://, such as https://shop.example':
    'должно начинаться с https://, например https://shop.example',
  'is no address: write 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32':
    'это не адрес: напишите 203.0.113.7, 203.0.113.0/24 или 2001:db8::/32',
  'Write a number of days from 1 to 9999, or leave this empty.':
    'Напишите число дней от 1 до 9999 или оставьте поле пустым.',
  'At most 500 lines.': 'Не больше 500 строк.',
  'Line {line}, «{text}»: {says}.': 'Строка {line}, «{text}»: {says}.',
} as const satisfies Record<string, Translation>;
