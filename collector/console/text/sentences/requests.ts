import type { Sentences } from './translator.ts';

/** Why a request could not be read, or came too often. */
export const requests = {
  'the request has two Host headers: mend the program or proxy that sends it':
    'в запросе два заголовка Host: исправьте программу или прокси, которые его шлют',
  'a body with content-encoding $encoding is not read: send it uncompressed':
    'тело с content-encoding $encoding не читается: отправляйте без сжатия',
  'the body is over $size KB: send less, nothing of it was stored':
    'тело больше $size КБ: отправляйте меньше, ничего из него не сохранено',
  'the body ended before its announced length: send it again':
    'тело оборвалось раньше объявленной длины: отправьте ещё раз',
  'the body is no valid $TYPE: send JSON, a form, or the parameters in the URL':
    'тело не читается как $TYPE: отправляйте JSON, форму или параметры в адресе',
  'the URL and headers are over 16 KB: send the parameters in the body of a POST':
    'адрес и заголовки больше 16 КБ: передавайте параметры в теле POST',
  'more than $limit requests a minute came from $WHO: $AGAIN': 'больше $limit запросов в минуту $WHO: $AGAIN',
} as const satisfies Sentences;

export const requestParts = {
  form: 'форма',
  'this network': 'из этой сети адресов',
  'pages with this site key': 'со страниц с этим ключом сайта',
  'send it again in $seconds s': 'повторите через $seconds с',
} as const satisfies Sentences;
