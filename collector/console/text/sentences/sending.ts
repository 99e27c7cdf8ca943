import type { Sentences } from './translator.ts';

/** Why a message to others did not leave or was not answered. */
export const sending = {
  'this is no URL': 'это не адрес',
  'only http and https are called': 'отправлять можно только по http и https',
  'a name and a password belong into a header, not into the URL':
    'логину и паролю место в заголовке, а не в адресе',
  '$ip is not an address of the public internet: who runs this server can allow it':
    '$ip – не публичный адрес интернета: разрешить его может владелец сервера',
  'only the ports $ports are called: who runs this server can allow others':
    'отправлять можно только на порты $ports: другие может разрешить владелец сервера',
  'the key of this receiver is missing, cannot be opened, or is for another host by now':
    'ключа этого получателя нет, его не удаётся открыть, или он для другого хоста',
  // As older entries have it
  'the key of this receiver is missing, or cannot be opened':
    'ключа этого получателя нет, или его не удаётся открыть',
  'redirects are not followed: $url': 'по переадресации не ходим: $url',
  'no whole answer within $n s': 'за $n с ответ не пришёл целиком',
  'no connection within $n s': 'за $n с не удалось соединиться',
} as const satisfies Sentences;
