import type { Sentences } from './translator.ts';

/** What a postback's reading did, step by step. */
export const remarks = {
  // Read
  'More than $n parameters: the rest was left out': 'Параметров больше $n: остальные пропущены',
  'More than $n custom fields: the rest were left out': 'Дополнительных полей больше $n: остальные пропущены',
  '$NAME was cut to $n characters': '$NAME: длиннее $n символов, лишнее отрезано',
  '$NAME held characters that no text may hold': '$NAME: убраны символы, которых в тексте быть не может',
  "$NAME is not UTF-8: set the flow's charset to read it":
    '$NAME: не UTF-8, задайте кодировку потока, и текст прочитается',
  "$NAME was read as $charset, the flow's charset": '$NAME: прочитано как $charset, в кодировке потока',
  "The flow's charset $charset is none that we know: $NAME is kept as it came":
    'Кодировка потока $charset неизвестна: $NAME сохраняется как пришло',
  '«$text» is no two-letter country code: ignored': '«$text» – не двухбуквенный код страны: пропущено',
  '«$text» is no IP address: ignored': '«$text» – не IP-адрес: пропущено',
  'A browser may not set $names: ignored': 'Браузеру нельзя задавать $names: пропущено',

  // Click
  'A click for «$subid» of the flow is made': 'Создан клик для «$subid» этого потока',
  'The click of a tracking link is made': 'Создан клик по трекинговой ссылке',
  'The click is new: the page minted it': 'Клик новый: его создала страница',
  'The flow «$flow» was listening: read as if it were its own':
    'Поток «$flow» слушал: прочитано так, будто это его постбэк',

  // Status
  "«$word» is no status that we know ($RULE): the lead keeps its own. Add it to the flow's mapping, then replay":
    '«$word» – неизвестный статус ($RULE): у лида остаётся прежний. Добавьте слово в слова статусов потока и повторите постбэк',
  '«$word» → goal $goal by $RULE': '«$word» → цель $goal $RULE',
  '«$word» → $status by $RULE': '«$word» → $status $RULE',
  'No status → $status, the default of the $network template':
    'Без статуса → $status, так задано в шаблоне $network',
  'No status, but a price → approve': 'Без статуса, но с суммой → approve',

  // Lead
  'Lead $id: $RULE': 'Лид $id: $RULE',
  'No lead fits: a new one': 'Подходящего лида нет: создан новый',

  // Apply
  '«new» never replaces $status: the status stays': '«new» никогда не заменяет $status: статус остаётся',
  'The lead has $n custom fields already: meta[$key] was left out':
    'У лида уже дополнительных полей: $n, meta[$key] пропущено',
  'The data of this lead’s buyer was erased and stays so: $NAMES ignored':
    'Данные покупателя этого лида удалены и не возвращаются: пропущено $NAMES',
  'The network did not take the order, but the lead was heard of since: it stays $status':
    'Сеть не взяла заказ, но по лиду уже были новости: он остаётся в статусе $status',
  'The network called the order «$uid», but postbacks call the lead «$known»: that stays':
    'Сеть назвала заказ «$uid», но постбэки называют лид «$known»: остаётся второе',

  // Money
  'The price «$price» $PROBLEM': 'Сумма «$price» $PROBLEM',
  'Nobody uses the currency «$currency» (parameter $name): ignored':
    'Валюты «$currency» не существует (параметр $name): пропущено',
  'No exchange rate from $from to $to is set up: the price is kept as sent':
    'Курс из $from в $to не задан: сумма сохранена как пришла',
  '$price $currency → $amount $to at $rate': '$price $currency → $amount $to по курсу $rate',
  "No payout was sent → $price $currency, the flow's default":
    'Выплата не передана → $price $currency, выплата потока по умолчанию',

  // Sent on
  'Sent on to «$receiver» ($KIND)': 'Отправлено дальше: «$receiver» ($KIND)',
} as const satisfies Sentences;

export const remarkParts = {
  'The name of the custom field «$key»': 'Имя дополнительного поля «$key»',
  '$names, custom fields': '$names, дополнительные поля',
  'custom fields': 'дополнительные поля',
  'can be read in two ways: ignored; send it with a decimal point':
    'читается двояко и пропущена: передавайте с десятичной точкой',
  'is negative: ignored': 'отрицательная и пропущена',
  'is over 1,000,000,000: ignored': 'больше 1 000 000 000 и пропущена',
  'is not a number: ignored': '– не число: пропущена',
  main: 'основной постбэк',
  additional: 'дополнительный постбэк',
  order: 'заказ',
} as const satisfies Sentences;
