import type { Translation } from './text.ts';

export const sending = {
  // Lists
  'Sending on': 'Отправка дальше',
  Receivers: 'Получатели',
  'New receiver': 'Новый получатель',
  'All receivers': 'Все получатели',
  'Traffic sources, trackers, chats and networks that hear of your leads as their status changes.':
    'Источники трафика, трекеры, чаты и сети, которые узнают о ваших лидах при смене статуса.',
  'Who hears of this flow’s leads as their status changes.':
    'Кто узнаёт о лидах этого потока при смене их статуса.',
  'Of all flows': 'Общие для всех потоков',
  'They hear of this flow, too.': 'Они узнают и об этом потоке.',
  'This flow has a main postback of its own, so the account’s is not called for it.':
    'У этого потока свой основной постбэк, поэтому общий для него не вызывается.',
  'Nobody hears of it yet': 'Пока никто не узнаёт',
  '{add}: your traffic source learns which clicks paid, a chat rings at an approval, a network gets the order.':
    '{add}: источник трафика узнает, какие клики окупились, чат сообщит об апруве, сеть получит заказ.',
  'Add the first receiver': 'Добавьте первого получателя',
  'Whoever may change flows has to add the first receiver.':
    'Первого получателя добавит тот, кто может менять потоки.',
  'The receiver is deleted. What it was sent stays in the log.':
    'Получатель удалён. Отправленное ему осталось в журнале.',
  'Open the receiver {name}': 'Открыть получателя {name}',
  State: 'Состояние',
  'Hears of': 'Узнаёт о',
  'Goes to': 'Куда',
  Waiting: 'Ждут',
  'over {n}': 'больше {n}',
  'switched off (410)': 'отключён (410)',
  'It answered 410: it wants nothing any more.': 'Ответил 410: больше ничего не хочет получать.',
  'all flows': 'все потоки',
  'new leads': 'новых лидах',
  'every status': 'любом статусе',
  'Main postback': 'Основной постбэк',
  'Additional postback': 'Дополнительный постбэк',
  'Order to a network': 'Заказ в сеть',

  // Presets
  'Who shall hear of it?': 'Кто должен узнавать?',
  'Another one: by hand': 'Другой: вручную',
  Trackers: 'Трекеры',
  'Traffic sources': 'Источники трафика',
  'Chats and own programs': 'Чаты и свои программы',
  'Networks that take orders': 'Сети, принимающие заказы',
  'For instance {example}': 'Например {example}',
  'It needs a key ({name}): you set it after saving, and it is shown to nobody again.':
    'Нужен ключ ({name}): его вы зададите после сохранения, и больше он никому не покажется.',
  'We have seen this service’s format at others only: try it with a lead of your own first.':
    'Этот формат мы видели только у других: сначала проверьте на своём лиде.',

  // The form
  'Of the leads of': 'О лидах потока',
  'One for a flow, and one for all flows that have none. Not called again while it would say the same.':
    'Один на поток и один на все потоки без своего. Не вызывается повторно, пока сообщил бы то же самое.',
  'Any number. Called whenever status, goal or payout change.':
    'Сколько угодно. Вызывается при каждой смене статуса, цели или выплаты.',
  'Hands each new lead over to a network, once, and reads what it answers.':
    'Передаёт каждый новый лид в сеть, один раз, и читает её ответ.',
  'The request': 'Запрос',
  Method: 'Метод',
  'Macros are put in encoded. {secret} is the key, which is stored apart.':
    'Макросы подставляются закодированными. {secret} это ключ, он хранится отдельно.',
  'One a line, Name: value.': 'По одному в строке, Имя: значение.',
  'Body, of a POST': 'Тело, для POST',
  'What stands in it': 'Что в нём',
  'In JSON macros stand between quotes; {time} and {click_time} need none.':
    'В JSON макросы стоят в кавычках; {time} и {click_time} можно без них.',
  'no body': 'без тела',
  'form (a=1&b=2)': 'форма (a=1&b=2)',
  JSON: 'JSON',
  'plain text': 'простой текст',
  When: 'Когда',
  'Leads of these statuses; none ticked: of every status.':
    'Лиды с этими статусами; если не отмечен ни один, с любым.',
  'What {status} is called there': 'Как там называется {status}',
  'Beside each: what {status} becomes there; empty: our own word.':
    'Рядом с каждым: во что превращается {status}; пусто: наше слово.',
  Goals: 'Цели',
  'Separated by commas; empty: any, also none.': 'Через запятую; пусто: любая, в том числе никакой.',
  'Also leads that are marked as tests': 'Также лиды с пометкой «тест»',
  'Sign each request with the key (Standard Webhooks)':
    'Подписывать каждый запрос ключом (Standard Webhooks)',
  'Of orders: the network’s answer': 'Для заказов: ответ сети',
  'A rule is a path into JSON ($.status = ok) or text in which * is anything (OK *); several are joined by ||.':
    'Правило это путь в JSON ($.status = ok) или текст, где * означает что угодно (OK *); несколько соединяются через ||.',
  'Accepted, where': 'Принят, если',
  'Empty: every 2xx.': 'Пусто: любой 2xx.',
  'Refused, where': 'Отклонён, если',
  'The lead becomes trash, with the reason.': 'Лид уходит в trash, с причиной.',
  'The network’s ID of the lead': 'ID лида в сети',
  'Later postbacks find the lead by it. In a text: {uid}.':
    'По нему лид найдут следующие постбэки. В тексте: {uid}.',
  'Reason of a refusal': 'Причина отказа',
  'In a text: {reason}.': 'В тексте: {reason}.',
  'The network knows by {lead} an order that comes twice: tries whose outcome is unsure may be repeated':
    'Сеть узнаёт по {lead} повторный заказ: попытки с неясным исходом можно повторять',
  'Hours without a postback until it is suspicious': 'Сколько часов без постбэка уже подозрительно',
  'Empty: never.': 'Пусто: никогда.',

  // What is wrong
  'A rule has at most 300 characters.': 'В правиле не больше 300 символов.',
  'Something has to stand on both sides of ||.': 'С обеих сторон || должно что-то стоять.',
  'This is no path: write for instance $.data[0].id.': 'Это не путь: напишите, например, $.data[0].id.',
  'Say what it is compared with: $.status = ok.': 'Укажите, с чем сравнивать: $.status = ok.',
  'Write the path of the value only, without a comparison.':
    'Напишите только путь к значению, без сравнения.',
  'Put {uid} or {reason} once where the value stands, and only in its own rule.':
    'Поставьте {uid} или {reason} один раз там, где стоит значение, и только в его правиле.',
  'Two places stand side by side: put text between them.':
    'Два места стоят рядом: поставьте между ними текст.',
  'A receiver has a name of 1 to 100 characters.': 'В имени получателя от 1 до 100 символов.',
  'A URL begins with http:// or https://.': 'URL начинается с http:// или https://.',
  'That is too long.': 'Слишком длинно.',
  'No space may stand in a URL: write %20.': 'В URL не бывает пробелов: пишите %20.',
  'No macro may stand in the host or port: put it into the path or the query.':
    'В хосте и порту макросы не разрешены: поставьте их в путь или параметры.',
  'The key may stand in the path or the query, not in the host.':
    'Ключ может стоять в пути или параметрах, но не в хосте.',
  'This is no URL.': 'Это не URL.',
  'This address is not called: {value}.': 'По этому адресу не отправляем: {value}.',
  '«{value}» is no header: write Name: value.': '«{value}» это не заголовок: пишите Имя: значение.',
  '«{value}» is set while sending: leave it out.': '«{value}» добавляется при отправке: уберите его.',
  'At most 20 headers.': 'Не больше 20 заголовков.',
  'Filled in, this is no JSON: {value}. Macros stand between quotes.':
    'После подстановки это не JSON: {value}. Макросы стоят в кавычках.',
  'At most 50 goals of 255 characters.': 'Не больше 50 целей по 255 символов.',
  'A word has at most 100 characters.': 'В слове не больше 100 символов.',
  '«{value}» is the main receiver already, and there can be only one: change that one, or make this an additional one.':
    'Основной получатель уже есть: «{value}», а второго быть не может. Измените его или сделайте этого дополнительным.',
  'Write hours from 1 to 720.': 'Напишите число часов от 1 до 720.',

  // Macros
  'Our IDs of the click, the lead and the flow': 'Наши ID клика, лида и потока',
  'What the network calls the lead': 'ID лида в сети',
  'As the tracking link brought them': 'Как их принесла ссылка на поток',
  'The visit’s UTM tags': 'UTM-метки визита',
  'A parameter of the landing page’s address': 'Параметр из адреса лендинга',
  'The lead’s status, in the words beside the ticks': 'Статус лида, словами рядом с галочками',
  'The status in three words: pending, confirmed, rejected':
    'Статус тремя словами: pending, confirmed, rejected',
  'Goal, payout and its currency': 'Цель, выплата и её валюта',
  'The buyer, as the form was filled in': 'Покупатель, как заполнена форма',
  'Hashed, as ad networks match people': 'Хеш, по которому рекламные сети узнают людей',
  'A custom field of the lead': 'Своё поле лида',
  'Country, address and browser': 'Страна, адрес и браузер',
  'Seconds since 1970: of the change, of the click': 'Секунды с 1970 года: изменения, клика',
  'The same as 2031-05-01T12:00:00.000Z': 'То же в виде 2031-05-01T12:00:00.000Z',
  'The receiver’s key': 'Ключ получателя',

  // A receiver
  'What it was sent': 'Что ему отправлено',
  'The receiver is made, and off until its key is set.': 'Получатель создан и выключен, пока не задан ключ.',
  'Saved, and off until its key is set: no key goes along to another address or place.':
    'Сохранено и выключено, пока не задан ключ: на другой адрес и в другое место ключ не переходит.',
  'The receiver is made. Send it a test.': 'Получатель создан. Отправьте ему тест.',
  'Saved. From now on it hears of leads so.': 'Сохранено. Теперь он узнаёт о лидах так.',
  'It is switched on: it hears of what happens from now on.':
    'Включён: узнает обо всём, что случится с этого момента.',
  'It is switched off: what waited for it is dropped.': 'Выключен: ждавшее отправки снято.',
  'The key is set.': 'Ключ задан.',
  'Nothing is put in for {macros}: it goes out as it is. Look for a typing error.':
    'Вместо {macros} ничего не подставляется, уйдёт как есть. Проверьте, нет ли опечатки.',
  'It is on.': 'Включён.',
  'It is off.': 'Выключен.',
  'It is off: it needs its key first.': 'Выключен: сначала нужен ключ.',
  'Switch off': 'Выключить',
  'Switch on': 'Включить',
  'Switched off {time}: it answered 410, which means that it wants nothing any more. Look at its URL before you switch it on.':
    'Отключён {time}: ответил 410, то есть больше ничего не хочет получать. Проверьте URL, прежде чем включать.',
  'Key: {name}': 'Ключ: {name}',
  'A key is set. It is put in where {secret} stands, or signs; nobody is shown it again.':
    'Ключ задан. Он подставляется вместо {secret} или подписывает запросы; больше никому не показывается.',
  'No key is set. It is put in where {secret} stands, or signs.':
    'Ключ не задан. Он подставляется вместо {secret} или подписывает запросы.',
  'Another key in its place': 'Другой ключ вместо него',
  'The key': 'Ключ',
  'Set the key': 'Задать ключ',
  'A key is one word of at most 2,000 characters.': 'Ключ это одно слово, не длиннее 2000 символов.',
  'Delete the receiver': 'Удалить получателя',
  'It hears of nothing any more, and what waits for it is dropped. Its log stays.':
    'Он больше ни о чём не узнает, ждущее отправки снимается. Журнал остаётся.',
  Delete: 'Удалить',

  // Offline conversions
  'For Google Ads': 'Для Google Ads',
  'Offline conversions in Google’s upload format: of these leads those with a gclid in the landing page’s address, without tests. Only approved ones, unless a status is chosen.':
    'Офлайн-конверсии в формате загрузки Google: из этих лидов те, у которых в адресе лендинга есть gclid, без тестовых. Только approve, если статус не выбран.',
  'Conversion name': 'Название конверсии',
  'Exactly as the conversion action is called in Google Ads.':
    'Точно как называется действие-конверсия в Google Ads.',
  'Download for Google Ads': 'Скачать для Google Ads',

  // Preview and test
  'Preview and test': 'Просмотр и тест',
  'With a made-up lead:': 'На вымышленном лиде:',
  'With the lead {lead}:': 'На лиде {lead}:',
  'Lead ID; «sample» is a made-up one': 'ID лида; «sample» это вымышленный',
  'the newest': 'самый новый',
  'There is no such lead: this is a made-up one.': 'Такого лида нет: это вымышленный.',
  'There is no such lead in this account.': 'В этом аккаунте нет такого лида.',
  'I know that the network may take it for a real order.':
    'Я понимаю, что сеть может принять это за настоящий заказ.',
  'Tick that the network may take it for a real order.':
    'Отметьте, что сеть может принять это за настоящий заказ.',
  'Send test': 'Отправить тест',
  'Goes out at once as it is saved, with this lead. It is not repeated and changes no lead.':
    'Уходит сразу в сохранённом виде, с этим лидом. Не повторяется и лидов не меняет.',
  'Too many tests. Wait {n} seconds.': {
    en: { one: 'Too many tests. Wait a second.', other: 'Too many tests. Wait {n} seconds.' },
    ru: {
      one: 'Слишком много тестов. Подождите {n} секунду.',
      few: 'Слишком много тестов. Подождите {n} секунды.',
      many: 'Слишком много тестов. Подождите {n} секунд.',
    },
  },
  '{n} ms': {
    en: { one: '{n} ms', other: '{n} ms' },
    ru: { one: '{n} мс', few: '{n} мс', many: '{n} мс' },
  },
  'Its ID of the lead: {uid}': 'ID лида в сети: {uid}',
  'The network took the order.': 'Сеть приняла заказ.',
  'The network refused the order: {reason}': 'Сеть отклонила заказ: {reason}',
  'The network did not take it; a real order would be tried again.':
    'Сеть не приняла заказ; настоящий отправлялся бы ещё раз.',
  'Nobody can tell from this whether the network has it: look at the rules of its answer.':
    'По этому ответу не понять, есть ли заказ у сети: проверьте правила ответа.',
  'This is no URL that can be called.': 'Такой URL вызвать нельзя.',
  'This address must not be called.': 'Этот адрес вызывать нельзя.',
  'Its name leads nowhere: look for a typing error.': 'Такого имени нет: проверьте, нет ли опечатки.',
  'Nothing listens there.': 'Там никто не отвечает.',
  'Its certificate is not in order.': 'С его сертификатом что-то не так.',
  'It did not answer in time.': 'Не ответил вовремя.',
  'It broke the connection.': 'Оборвал соединение.',
  'It redirects, and redirects are not followed: write the URL that it leads to.':
    'Перенаправляет, а за перенаправлениями мы не идём: укажите URL, на который оно ведёт.',
  'The key is missing: set it first.': 'Нет ключа: сначала задайте его.',
  'It wants nothing any more: a real message would switch the receiver off.':
    'Больше ничего не хочет получать: настоящее сообщение отключило бы получателя.',
  'It is busy or broken: a real message would be tried again for three days.':
    'Занят или сломан: настоящее сообщение отправлялось бы снова в течение трёх дней.',
  'It refuses the request: compare URL, key and body with what it asks for.':
    'Отклоняет запрос: сверьте URL, ключ и тело с его документацией.',
} as const satisfies Record<string, Translation>;
