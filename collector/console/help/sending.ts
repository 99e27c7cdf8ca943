import type { Both, Explained } from './article.ts';
import type { SendError } from './topics.ts';

/** Why a message did not arrive, by the word in the log of what was sent. */
export const SENDING_EXPLAINED: Readonly<Record<SendError, Both<Explained>>> = {
  'bad-url': {
    en: {
      what: 'The message was given up: its URL is no address that can be called.',
      why: 'With the lead’s values filled in, the URL is not http or https, holds a name and password, or has a port other than 80, 443, 8080 and 8443. Often a macro stands where the host should be.',
      todo: 'Open the receiver, mend the URL and look at its preview. Then resend the message.',
    },
    ru: {
      what: 'Отправка прекращена: по такому адресу нельзя обратиться.',
      why: 'После подстановки значений лида адрес не http и не https, содержит логин с паролем или порт не из 80, 443, 8080 и 8443. Часто макрос стоит на месте домена.',
      todo: 'Откройте получателя, исправьте адрес и посмотрите предпросмотр. Затем отправьте сообщение ещё раз.',
    },
  },
  blocked: {
    en: {
      what: 'Nothing was sent: the address belongs to a private network.',
      why: 'A receiver’s name leads to this server, to a network behind it or to a cloud’s metadata. Such addresses are never called, so that nobody can look into them from outside.',
      todo: 'Use the receiver’s public address. For a program of your own, whoever runs the collector can allow its host in `SUBPIXEL_OUTGOING_ALLOW`. Then resend.',
    },
    ru: {
      what: 'Ничего не отправлено: адрес принадлежит внутренней сети.',
      why: 'Имя получателя ведёт на этот сервер, в сеть за ним или к метаданным облака. Такие адреса не вызываются никогда, чтобы в них нельзя было заглянуть снаружи.',
      todo: 'Укажите публичный адрес. Для своей программы администратор коллектора может разрешить хост в `SUBPIXEL_OUTGOING_ALLOW`. Затем отправьте ещё раз.',
    },
  },
  dns: {
    en: {
      what: 'The receiver’s host was not found, so nothing was sent.',
      why: 'The name is misspelt, its domain has run out, or the name server did not answer.',
      todo: 'Check the host in the URL. If it is right, wait: the message is tried ten times over three days.',
    },
    ru: {
      what: 'Хост получателя не найден, ничего не отправлено.',
      why: 'В имени опечатка, домен не продлён или сервер имён не ответил.',
      todo: 'Проверьте хост в адресе. Если он верный, подождите: отправка повторяется до десяти раз за три дня.',
    },
  },
  connect: {
    en: {
      what: 'No connection came about, so nothing was sent.',
      why: 'The receiver’s server is down, refuses connections, or did not answer within three seconds. A firewall may not let this server through.',
      todo: 'Usually nothing: it is tried again by itself. Where it lasts, ask the receiver whether it has to allow your server’s address.',
    },
    ru: {
      what: 'Соединиться не удалось, ничего не отправлено.',
      why: 'Сервер получателя лежит, отвергает соединения или не ответил за три секунды. Возможно, ваш сервер не пропускает файрвол.',
      todo: 'Обычно ничего: попытки повторяются сами. Если это надолго, спросите получателя, не нужно ли разрешить адрес вашего сервера.',
    },
  },
  tls: {
    en: {
      what: 'The connection is not secure, so nothing was sent.',
      why: 'The receiver’s certificate has expired, is for another host, or is signed by nobody known.',
      todo: 'Check that the host is the one of the receiver’s instructions, and tell the receiver. It is tried again by itself.',
    },
    ru: {
      what: 'Соединение небезопасно, ничего не отправлено.',
      why: 'Сертификат получателя истёк, выдан другому хосту или подписан неизвестно кем.',
      todo: 'Сверьте хост с инструкцией получателя и сообщите ему. Попытки повторяются сами.',
    },
  },
  timeout: {
    en: {
      what: 'The receiver did not answer in time.',
      why: 'Its answer took longer than ten seconds in all. It may have got the message nonetheless.',
      todo: 'It is tried again by itself, under the same ID. Where a receiver counts twice, ask it to tell messages by `{lead}`.',
    },
    ru: {
      what: 'Получатель не ответил вовремя.',
      why: 'Ответ занял больше десяти секунд. Сообщение при этом могло дойти.',
      todo: 'Попытки повторяются сами, с тем же ID. Если получатель считает дважды, попросите его различать сообщения по `{lead}`.',
    },
  },
  reset: {
    en: {
      what: 'The connection broke before an answer came.',
      why: 'The receiver restarted or dropped the request, or what it answered is not HTTP. It may have got the message.',
      todo: 'It is tried again by itself. Where it lasts, send a test from the receiver’s page and show the receiver the result.',
    },
    ru: {
      what: 'Соединение оборвалось до ответа.',
      why: 'Получатель перезапускался, сбросил запрос или ответил не по HTTP. Сообщение могло дойти.',
      todo: 'Попытки повторяются сами. Если это надолго, отправьте тест со страницы получателя и покажите получателю результат.',
    },
  },
  redirect: {
    en: {
      what: 'The receiver sent us on to another address. Redirects are not followed.',
      why: 'The URL is an old one, or http where https is wanted. Often a slash or a `www.` is missing.',
      todo: 'Put the address that the answer names into the receiver’s URL. After three tries the message is given up: then resend it.',
    },
    ru: {
      what: 'Получатель отправил на другой адрес. Перенаправления не выполняются.',
      why: 'Адрес устарел или это http вместо https. Часто не хватает слэша или `www.`.',
      todo: 'Поставьте в адрес получателя тот, что назван в ответе. После трёх попыток отправка прекращается: тогда отправьте ещё раз.',
    },
  },
  secret: {
    en: {
      what: 'Nothing was sent: the receiver’s key is missing or cannot be read.',
      why: 'The request has `{secret}` or is to be signed, but no key is set; or the server’s own secret has changed since it was.',
      todo: 'Open the receiver and set its key anew. What waits goes out at its next try.',
    },
    ru: {
      what: 'Ничего не отправлено: ключа получателя нет или его нельзя прочитать.',
      why: 'В запросе есть `{secret}` или нужна подпись, а ключ не задан; либо с тех пор сменился секрет самого сервера.',
      todo: 'Откройте получателя и задайте ключ заново. Ожидающее уйдёт при следующей попытке.',
    },
  },
  http: {
    en: {
      what: 'The receiver answered with a status that means no.',
      why: '5xx: it is in trouble. 429: it gets too much at once. Other 4xx: it does not like the request, most often the click ID or a key.',
      todo: 'Read the answer in the log. 5xx and 429 are tried again over three days; other 4xx are believed after three tries: mend the receiver, then resend.',
    },
    ru: {
      what: 'Получатель ответил кодом отказа.',
      why: '5xx: у него неполадки. 429: слишком много запросов сразу. Другие 4xx: ему не нравится запрос, чаще всего ID клика или ключ.',
      todo: 'Прочитайте ответ в журнале. При 5xx и 429 попытки идут три дня, другим 4xx верим после трёх: исправьте получателя и отправьте ещё раз.',
    },
  },
  refused: {
    en: {
      what: 'The network does not want this order.',
      why: 'It answered so, by the rules of the receiver: a double, a wrong phone, a country without the offer. The lead became `trash` unless somebody had spoken of it before.',
      todo: 'Read the reason in the log. If the lead is good, correct it and resend the order.',
    },
    ru: {
      what: 'Сеть не принимает этот заказ.',
      why: 'Так она ответила, если читать по правилам получателя: дубль, неверный телефон, не то гео. Лид ушёл в `trash`, если о нём ещё никто ничего не говорил.',
      todo: 'Прочитайте причину в журнале. Если лид хороший, исправьте его и отправьте заказ ещё раз.',
    },
  },
  gone: {
    en: {
      what: 'The receiver answered 410: it wants nothing more. It was switched off.',
      why: 'The address is no longer there. What waited for it was cancelled.',
      todo: 'Get the new URL from the receiver, set it, and switch the receiver on. Then resend what is missing.',
    },
    ru: {
      what: 'Получатель ответил 410: больше ничего не присылать. Он выключен.',
      why: 'Этого адреса больше нет. Всё, что его ждало, отменено.',
      todo: 'Узнайте у получателя новый адрес, задайте его и включите получателя. Затем отправьте недостающее ещё раз.',
    },
  },
  unsure: {
    en: {
      what: 'Nobody knows whether the network got this order, so it was not sent again.',
      why: 'The connection broke, the answer did not come or says nothing that is understood. The network would take a second try for a second order.',
      todo: 'Look for the buyer in the network. Then say in the log that the order arrived, or send it again.',
    },
    ru: {
      what: 'Неизвестно, дошёл ли заказ до сети, поэтому он не отправлен снова.',
      why: 'Соединение оборвалось, ответ не пришёл или непонятен. Вторую попытку сеть приняла бы за второй заказ.',
      todo: 'Найдите покупателя в сети. Затем отметьте в журнале, что заказ дошёл, или отправьте его ещё раз.',
    },
  },
  expired: {
    en: {
      what: 'The message was given up: it had been waiting for four days.',
      why: 'The receiver’s host did not answer all that time, or there was nobody to send.',
      todo: 'Send a test from the receiver’s page. Once it succeeds, resend what the receiver has missed.',
    },
    ru: {
      what: 'Отправка прекращена: сообщение ждало четыре дня.',
      why: 'Хост получателя всё это время не отвечал, или отправлять было некому.',
      todo: 'Отправьте тест со страницы получателя. Когда он пройдёт, отправьте пропущенное ещё раз.',
    },
  },
  'switched-off': {
    en: {
      what: 'The message was cancelled: its receiver is switched off or deleted.',
      why: 'Somebody did so while it waited, or the receiver answered another message with 410.',
      todo: 'If it should go out after all, switch the receiver on and resend the message.',
    },
    ru: {
      what: 'Отправка отменена: получатель выключен или удалён.',
      why: 'Это сделали, пока сообщение ждало, либо получатель ответил 410 на другое.',
      todo: 'Если его всё же нужно отправить, включите получателя и отправьте ещё раз.',
    },
  },
};
