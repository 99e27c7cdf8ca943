import type { Warning } from '../../pipeline/postback.ts';
import type { Both, Explained } from './article.ts';

/** What a person should look at, though the request was taken. */
export const WARNINGS_EXPLAINED: Readonly<Record<Warning, Both<Explained>>> = {
  'bad-currency': {
    en: {
      what: 'The currency was ignored; the rest was stored.',
      why: 'What was sent is no currency code: a name, a sign, or an unreplaced macro.',
      todo: 'Send an ISO 4217 code such as `USD`, or leave `currency` out and set the flow’s currency.',
    },
    ru: {
      what: 'Валюта пропущена, остальное сохранено.',
      why: 'Пришёл не код валюты: название, знак или неподставленный макрос.',
      todo: 'Передавайте код ISO 4217, например `USD`, или уберите `currency` и задайте валюту потока.',
    },
  },
  'bad-price': {
    en: {
      what: 'The payout was ignored; the rest was stored.',
      why: 'It is no number, negative, or can be read in two ways: `1,234` may be a thousand or a bit over one.',
      todo: 'Send a plain number with a decimal point, such as `12.50`. Then replay the entry or let the network send again.',
    },
    ru: {
      what: 'Выплата пропущена, остальное сохранено.',
      why: 'Это не число, оно отрицательное или читается двояко: `1,234` может быть и тысячей, и единицей с хвостом.',
      todo: 'Передавайте число с десятичной точкой, например `12.50`. Затем повторите запись или отправьте из сети ещё раз.',
    },
  },
  'bad-value': {
    en: {
      what: 'A country or an IP address was ignored.',
      why: '`geo` is no two-letter country code, or `ip` is no address.',
      todo: 'Mend the value that the steps name, or leave the parameter out: the country is then told from the visitor’s address.',
    },
    ru: {
      what: 'Страна или IP-адрес пропущены.',
      why: '`geo` – не двухбуквенный код страны, или `ip` – не адрес.',
      todo: 'Исправьте значение, названное в шагах, или уберите параметр: страна определится по адресу посетителя.',
    },
  },
  cleaned: {
    en: {
      what: 'Characters that cannot be stored were taken out of a text.',
      why: 'NUL characters or halves of a character: usually a broken export or a wrong character set at the sender.',
      todo: 'Nothing was lost that could be read. Look at the sender if it comes often.',
    },
    ru: {
      what: 'Из текста убраны символы, которые нельзя сохранить.',
      why: 'Символы NUL или половинки символов: обычно испорченная выгрузка или неверная кодировка у отправителя.',
      todo: 'Ничего читаемого не потеряно. Если это часто, проверьте отправителя.',
    },
  },
  cut: {
    en: {
      what: 'A text was longer than its field and was cut.',
      why: 'Names hold 255 characters, comments 4,000, your own fields 1,000.',
      todo: 'Send shorter text, or leave it so: the beginning was stored.',
    },
    ru: {
      what: 'Текст длиннее своего поля и обрезан.',
      why: 'В имени 255 символов, в комментарии 4000, в своих полях 1000.',
      todo: 'Передавайте короче или оставьте так: начало сохранено.',
    },
  },
  ignored: {
    en: {
      what: 'Something was sent that its sender may not set, or that may not be stored any more.',
      why: 'A page sent a status, payout, UID or IP: it could otherwise approve its own leads. Or the buyer’s data was erased on request and does not come back.',
      todo: 'Send status and money from the network’s server. What was erased stays erased.',
    },
    ru: {
      what: 'Пришло то, чего отправителю задавать нельзя или что хранить больше нельзя.',
      why: 'Страница прислала статус, выплату, UID или IP: иначе она могла бы апрувить свои лиды. Или данные покупателя удалены по просьбе и не возвращаются.',
      todo: 'Статус и деньги передавайте с сервера сети. Удалённое остаётся удалённым.',
    },
  },
  limit: {
    en: {
      what: 'There were more parameters than are read; the first were taken.',
      why: 'A request may have 256 of them.',
      todo: 'Send fewer. Values of your own can go into a few `meta[…]` fields.',
    },
    ru: {
      what: 'Параметров больше, чем читается; взяты первые.',
      why: 'В запросе может быть 256 параметров.',
      todo: 'Передавайте меньше. Свои значения можно собрать в несколько полей `meta[…]`.',
    },
  },
  'no-rate': {
    en: {
      what: 'The payout was kept as it came, without conversion.',
      why: '`convert` asks for a currency to which no exchange rate is set.',
      todo: 'Set the rate in the settings, then replay the entry; or leave `convert` out.',
    },
    ru: {
      what: 'Выплата сохранена как пришла, без пересчёта.',
      why: '`convert` просит валюту, для которой курс не задан.',
      todo: 'Задайте курс в настройках и повторите запись или уберите `convert`.',
    },
  },
  stale: {
    en: {
      what: 'A late «new», or the late answer to an order, was not applied; all else of it was.',
      why: 'The lead had been decided before, or postbacks know it by another UID: what the network has said since counts.',
      todo: 'Nothing: the lead stays as it is.',
    },
    ru: {
      what: 'Запоздавший «new» или запоздавший ответ на заказ не применён, всё остальное применено.',
      why: 'Решение по лиду уже было, или постбэки знают его под другим UID: важнее то, что сеть сказала позже.',
      todo: 'Ничего: лид остаётся как есть.',
    },
  },
  'too-many': {
    en: {
      what: 'Some fields of your own were left out.',
      why: 'A lead keeps 50 `meta[…]` fields.',
      todo: 'Send fewer of them, those that matter first.',
    },
    ru: {
      what: 'Часть своих полей не сохранена.',
      why: 'Лид хранит 50 полей `meta[…]`.',
      todo: 'Передавайте меньше, важные – первыми.',
    },
  },
  undecoded: {
    en: {
      what: 'A text was not UTF-8.',
      why: 'Some networks send Windows-1251 or other old character sets. It was read by the flow’s character set, or kept as `%XX`.',
      todo: 'Set the flow’s character set in its settings, or ask the network for UTF-8.',
    },
    ru: {
      what: 'Текст пришёл не в UTF-8.',
      why: 'Некоторые сети передают Windows-1251 и другие старые кодировки. Текст прочитан по кодировке потока или сохранён как `%XX`.',
      todo: 'Задайте кодировку потока в его настройках или попросите сеть передавать UTF-8.',
    },
  },
  'unmapped-status': {
    en: {
      what: 'The network’s status word is not known: the lead kept its status, or is new.',
      why: 'Neither the postback’s own lists, nor the flow’s words, nor its network’s, nor the general vocabulary has this word.',
      todo: 'Say on the entry’s page what the word means; the postbacks that have come with it are then replayed in one go.',
    },
    ru: {
      what: 'Слово статуса неизвестно: лид сохранил статус или остался новым.',
      why: 'Этого слова нет ни в списках постбэка, ни в словах потока, ни у его сети, ни в общем словаре.',
      todo: 'Укажите на странице записи, что значит слово; пришедшие с ним постбэки затем повторяются разом.',
    },
  },
};
