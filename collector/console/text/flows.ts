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

  // The pages
  'New flow': 'Новый поток',
  'A flow is one landing page or offer with its network.':
    'Поток – это один лендинг или оффер со своей сетью.',
  'Last click': 'Последний клик',
  'Last lead': 'Последний лид',
  'Last postback': 'Последний постбэк',
  listening: 'слушает',
  'Open the flow {id}': 'Открыть поток {id}',
  'No flows yet': 'Потоков пока нет',
  'Make the first one': 'Создайте первый',
  '{make}: it gives you the tag for your pages and the postback URL for your network.':
    '{make}: он даст тег для ваших страниц и адрес постбэка для сети.',
  'Whoever may change flows has to make the first one.':
    'Первый поток создаёт тот, кому разрешено менять потоки.',
  'Set up': 'Подключение',
  Tester: 'Тестер',
  Listen: 'Слушать',
  'Check a page': 'Проверить страницу',
  'Pages of this flow': 'Страницы этого потока',
  ID: 'ID',
  'Name of the flow': 'Название потока',
  'Name of the network': 'Название сети',
  'Letters, digits, - and _. It stands in the tracking link and stays for good.':
    'Латинские буквы, цифры, - и _. ID стоит в трекинговой ссылке и не меняется.',
  'An ID has letters, digits, - and _, 64 at most.': 'В ID латинские буквы, цифры, - и _, не больше 64.',
  'This page is called «new»: choose another ID.': 'Так называется эта страница: выберите другой ID.',
  'There is a flow «{id}» already: choose another ID.': 'Поток «{id}» уже есть: выберите другой ID.',
  'Payout, status words, who may send, data retention':
    'Выплата, слова статусов, кто может отправлять, срок хранения',
  'Make the flow': 'Создать поток',
  'Where the tracking link leads; may hold macros such as {click}.':
    'Куда ведёт трекинговая ссылка; можно с макросами, например {click}.',
  'Type to search {n} networks; empty: none of them.':
    'Начните вводить название: в списке их {n}. Оставьте пустым, если вашей там нет.',
  'Type to search {n} networks.': 'Начните вводить название: в списке их {n}.',
  'Offer link': 'Ссылка на оффер',
  'As the network gives it. The flow’s page shows it with the click ID put in.':
    'Как её даёт сеть. На странице потока она будет уже с ID клика.',
  Money: 'Деньги',
  'Default payout': 'Выплата по умолчанию',
  'Of leads that the network approves or holds without a price; empty: none.':
    'Для лидов, которые сеть апрувит или холдит без суммы; пусто: никакой.',
  'Of payouts that come without one.': 'Выплат, которые пришли без валюты.',
  'How postbacks are read': 'Как читаются постбэки',
  'Status words': 'Слова статусов',
  'One a line: sold = approve. Letters and digits count.':
    'По одному в строке: sold = approve. Учитываются буквы и цифры.',
  'Of what is not UTF-8.': 'Того, что пришло не в UTF-8.',
  'Answer to a success': 'Ответ при успехе',
  'Where the network wants a text such as OK.': 'Если сеть ждёт текст, например OK.',
  'Who may send': 'Кто может отправлять',
  Origins: 'Сайты',
  'Pages that may use the site key; empty: any.': 'Чьи страницы могут использовать ключ сайта; пусто: любые.',
  'IP ranges': 'IP-адреса',
  'Servers that may send postbacks; empty: any.': 'Серверы, которые могут слать постбэки; пусто: любые.',
  'Data retention': 'Срок хранения',
  'Days to keep contact data': 'Сколько дней хранить контакты',
  'Names, phones and other contact data of leads are removed after so long; empty: kept.':
    'Через столько дней имена, телефоны и другие контакты лидов удаляются; пусто: хранятся.',
  'describe your own network': 'опишите свою сеть',
  'It is not in the list? Then {describe}.': 'Её нет в списке? Тогда {describe}.',
  'Saved. From now on postbacks are read so.': 'Сохранено. Постбэки уже читаются по-новому.',
  'Choose the network': 'Выберите сеть',
  'The network': 'Сеть потока',
  Choose: 'Выбрать',
  'No network is chosen yet.': 'Сеть пока не выбрана.',
  'described by you': 'описана вами',
  'Change its description': 'Изменить описание',
  'Its macros and words': 'Её макросы и слова',
  'Choose another network': 'Выбрать другую сеть',
  'Send visitors to the tracking link': 'Ведите посетителей на трекинговую ссылку',
  'The flow has no landing URL yet, so this link leads nowhere.':
    'У потока ещё нет адреса лендинга, поэтому ссылка никуда не ведёт.',
  'Set it': 'Указать',
  'Tracking link, for your ads': 'Трекинговая ссылка, для рекламы',
  'With the macros of Facebook, Google, TikTok and others': 'С макросами Facebook, Google, TikTok и других',
  'Put the script on your pages': 'Поставьте скрипт на страницы',
  'Script, for the head of landing and thank-you pages': 'Скрипт, в head лендинга и страницы «Спасибо»',
  'Optimisers delay scripts. With WP Rocket add {wpRocket} to the tag, with Cloudflare’s Rocket Loader {cloudflare} before {src}.':
    'Оптимизаторы задерживают скрипты. Для WP Rocket добавьте в тег {wpRocket}, для Rocket Loader от Cloudflare – {cloudflare} перед {src}.',
  'The same, pinned to one version (Subresource Integrity)':
    'То же, но только одна версия (Subresource Integrity)',
  'Pinned to version {version}': 'Только версия {version}',
  'Take the first in general: it updates itself with the collector. Nobody can change the pinned one, not even who breaks into the collector, but it stops working when the collector is updated: copy it anew then.':
    'Обычно берите первый: он обновляется вместе с коллектором. Закреплённый не изменит никто, даже взломав коллектор, но после обновления коллектора он перестанет работать: тогда скопируйте его заново.',
  'Forms written by hand': 'Формы, написанные вручную',
  'Every form gets the click ID by itself. Put the field in yourself where your server checks it.':
    'Каждая форма получает ID клика сама. Добавьте поле вручную, если его проверяет ваш сервер.',
  'Hidden input; the script fills it': 'Скрытое поле; его заполнит скрипт',
  'Step by step for {gtm}, {wordpress} and {form}.': 'По шагам: {gtm}, {wordpress} и {form}.',
  'a form of your own': 'своя форма',
  'Give the offer link the click ID': 'Добавьте ID клика в ссылку на оффер',
  'Your link from the network': 'Ваша ссылка из сети',
  'The click ID is put where the network returns it from.':
    'ID клика встанет туда, откуда сеть его возвращает.',
  'Add the click ID': 'Добавить ID клика',
  'Choose the network first: each returns the click ID from another place.':
    'Сначала выберите сеть: каждая возвращает ID клика из своего параметра.',
  'No offer link is set yet.': 'Ссылка на оффер ещё не указана.',
  'For links and forms on your pages, or as the flow’s landing URL':
    'Для ссылок и форм на ваших страницах или как адрес лендинга потока',
  'Change the link': 'Изменить ссылку',
  'Add the click ID to all links of a page automatically':
    'Автоматически добавлять ID клика во все ссылки страницы',
  'The script replaces {macro} in every link, form and frame of the page. Links to your own other sites need no macro: name their hosts in {attribute}, and all links to them get ?click=…':
    'Скрипт заменяет {macro} во всех ссылках, формах и фреймах страницы. Ссылкам на другие ваши сайты макрос не нужен: перечислите их хосты в {attribute}, и все ссылки на них получат ?click=…',
  'The script with such hosts': 'Скрипт с такими хостами',
  'Other links of this network': 'Другие ссылки этой сети',
  'Links, one a line': 'Ссылки, по одной в строке',
  'They are shown with the click ID put in; nothing is stored.':
    'Они будут показаны с ID клика; ничего не сохраняется.',
  'Show the links': 'Показать ссылки',
  'Report the lead from the thank-you page': 'Сообщайте о лиде со страницы «Спасибо»',
  'Leave this out where the form goes to the network: then its postback brings the lead.':
    'Пропустите, если форма уходит прямо в сеть: тогда лид придёт её постбэком.',
  'Without code: this script in place of that of step 3; pages whose address contains /thanks report the lead':
    'Без кода: этот скрипт вместо скрипта из шага 3; о лиде сообщат страницы, в адресе которых есть /thanks',
  'By your own code, or without scripts': 'Своим кодом или без скриптов',
  'On the thank-you page, below the script': 'На странице «Спасибо», ниже скрипта',
  'An image where no scripts run; your server writes the click ID in place of CLICK':
    'Картинка там, где скрипты не работают; вместо CLICK ваш сервер пишет ID клика',
  'What the image can and cannot do': 'Что картинка умеет и чего не умеет',
  'Give the network your postback URL': 'Укажите в сети адрес постбэка',
  'The URLs hold a secret token: your role sees everything of a flow but these.':
    'В адресах секретный токен: ваша роль видит в потоке всё, кроме них.',
  'Who may see what': 'Кто что видит',
  'The account has no postback token yet: {make}.': 'У аккаунта ещё нет токена постбэков: {make}.',
  'make one in the settings': 'создайте его в настройках',
  'Listen for the network’s test': 'Слушать тест сети',
  'Shows how the test postback of the network’s own form is read, also with an invented click ID.':
    'Покажет, как прочитан тестовый постбэк из кабинета сети, даже с выдуманным ID клика.',
  'Use it': 'Взять его',
  'Secret: it holds the token «{token}». Whoever knows it can change your leads. Paste it into the network and nowhere else.':
    'Секретно: здесь токен «{token}». Кто его знает, может менять ваши лиды. Вставьте адрес в сеть и больше никуда.',
  'No postbacks of {network} are known.': 'Постбэки сети {network} неизвестны.',
  'Choose the flow’s network to get its macros filled in.':
    'Выберите сеть потока, и её макросы подставятся сами.',
  'For all statuses': 'Для всех статусов',
  'Put your network’s macros in place of the capitals':
    'Вместо слов заглавными буквами поставьте макросы сети',
  'Try it before visitors cost money': 'Проверьте, пока трафик ещё бесплатный',
  'Send a test postback': 'Отправить тестовый постбэк',
  'Plays the network: any status, price and goal, and shows each step of the decision.':
    'Сыграет за сеть: любой статус, сумма и цель, и каждый шаг решения.',
  'What has arrived': 'Что уже пришло',
  '{done} of {all}': '{done} из {all}',
  done: 'есть',
  'All of it works: clicks, leads and postbacks find each other.':
    'Всё работает: клики, лиды и постбэки находят друг друга.',
  'Look again': 'Проверить ещё раз',
  'A visitor by the tracking link': 'Посетитель по трекинговой ссылке',
  'Open the tracking link of step 2 yourself.': 'Откройте трекинговую ссылку из шага 2 сами.',
  'The script on your page': 'Скрипт на вашей странице',
  'Put the script of step 3 on your page, then open the page itself, without the tracking link.':
    'Поставьте скрипт из шага 3 на страницу и откройте её саму, без трекинговой ссылки.',
  'A lead from your page': 'Лид с вашей страницы',
  'Order on your page yourself. Where only the network knows of leads, this stays open.':
    'Сделайте заказ на странице сами. Если о лидах знает только сеть, пункт останется пустым.',
  'A postback that was accepted': 'Принятый постбэк',
  'Give the network the URL of step 6, or send a postback with the tester.':
    'Укажите в сети адрес из шага 6 или отправьте постбэк тестером.',
  'The first approved lead': 'Первый апрув',
  'The network says so when it has confirmed a lead; the tester can say it now.':
    'Его пришлёт сеть, когда подтвердит лид; тестер может прислать сейчас.',
  lead: 'лид',
  'A postback was refused at {time}: {reason}. {show}': 'Постбэк отклонён {time}: {reason}. {show}',
  'See why': 'Почему',
  'Its form takes protocol, domain, path and parameters separately: copy them from the URL.':
    'В форме сети протокол, домен, путь и параметры вводятся отдельно: возьмите их из адреса.',
  'A manager of the network sets the postback up: send the URL there.':
    'Постбэк настраивает менеджер сети: пришлите ему адрес.',
  'No postbacks of this network are known, only where the click ID goes in its links.':
    'Постбэки этой сети неизвестны, известно только, где в её ссылках ID клика.',
  'As the network documents it.': 'По документации сети.',
  'As others have it in their code; the network documents nothing in public.':
    'По чужому коду; открытой документации у сети нет.',
  'From memory: all of it is to be checked with the network.': 'По памяти: всё это нужно уточнить в сети.',
  'the macro of the click ID': 'макрос ID клика',
  'the currency': 'валюта',
  'the events': 'события',
  'the payout’s macro': 'макрос выплаты',
  'the status words': 'слова статусов',
  'the lead ID’s macro': 'макрос ID лида',
  'To be checked with the network: {parts}.': 'Уточните в сети: {parts}.',
  or: 'или',
  'Its words for our statuses': 'Её слова для наших статусов',
  'A postback without a status means {status}.': 'Постбэк без статуса значит {status}.',
  'A payout without a currency is in {currency}.': 'Выплата без валюты – в {currency}.',
  'A success is answered with «{reply}».': 'На успех отвечаем «{reply}».',
  'Describe the network': 'Опишите сеть',
  'Its help calls this the postback, S2S or callback URL, with a list of macros (tokens, placeholders). Copy them as they stand there.':
    'В справке сети это называется postback, S2S или callback URL, там же список макросов (токенов). Скопируйте их как есть.',
  'The way of the click ID': 'Путь ID клика',
  'Parameter of the offer link': 'Параметр ссылки на оффер',
  'That comes back in the postback: sub1, aff_sub, clickid …':
    'Который возвращается в постбэке: sub1, aff_sub, clickid …',
  'The network returns it under another name': 'Сеть возвращает его под другим именем',
  'Its other macros': 'Другие её макросы',
  'Macro of your click ID': 'Макрос вашего ID клика',
  'Macro of the lead’s ID': 'Макрос ID лида',
  'Macro of the status': 'Макрос статуса',
  'Macro of the payout': 'Макрос выплаты',
  'Macro of the currency': 'Макрос валюты',
  'Macro of the goal': 'Макрос цели',
  'In processing: neither confirmed nor refused. Separate words by commas.':
    'В обработке: не подтверждён и не отклонён. Слова через запятую.',
  'Confirmed, not yet paid.': 'Подтверждён, ещё не оплачен.',
  'Confirmed and paid.': 'Подтверждён и оплачен.',
  'Refused or taken back.': 'Отклонён или отозван.',
  'No real order: a double, a wrong number.': 'Не заказ: дубль, неверный номер.',
  'What goes without saying': 'Если сеть не сообщает',
  'A postback without a status means': 'Постбэк без статуса значит',
  'approve with a price, else new': 'approve при сумме, иначе new',
  'Give the network a name.': 'Назовите сеть.',
  'A macro has no spaces, no «&», and 200 characters at most.':
    'В макросе нет пробелов и «&», и не больше 200 символов.',
  'The name of one parameter: letters, digits, dots and dashes.':
    'Имя одного параметра: буквы, цифры, точки и дефисы.',
  'Write the macro that returns your click ID, as the network spells it: {sub1}, [clickid], #s2#. Without it no postback finds its click.':
    'Напишите макрос, который возвращает ваш ID клика, как его пишет сеть: {sub1}, [clickid], #s2#. Без него постбэк не найдёт свой клик.',
  'The link carries the click ID in another parameter than the macro returns. Make them the same, or tick that the network renames it.':
    'Ссылка несёт ID клика не в том параметре, который возвращает макрос. Сделайте их одинаковыми или отметьте, что сеть его переименовывает.',
  'This macro is spelled otherwise than the click’s: one of them is not replaced.':
    'Этот макрос записан иначе, чем макрос клика: один из них не подставится.',
  'A word here has no letter and no digit: nothing is left to compare.':
    'В одном из слов нет ни букв, ни цифр: сравнивать нечего.',
  'A word of this list stands in another one, too: keep one of them.':
    'Слово из этого списка есть и в другом: оставьте одно.',
  'A word here takes a payout back, but would count as a sale: put it under cancel.':
    'Одно из слов отзывает выплату, а считалось бы продажей: перенесите его в cancel.',
  'Nothing says what a postback means: write the status macro, or choose what one without a status means.':
    'Неясно, что значит постбэк: напишите макрос статуса или выберите, что значит постбэк без него.',
  'This macro fills goal and status: a rejection would be a new lead, and the approved one would stay. Leave it out here.':
    'Этот макрос и цель, и статус: отказ стал бы новым лидом, а апрув остался бы. Уберите его здесь.',
  'Play the network': 'Сыграйте за сеть',
  'Sends a postback as the network does, through the same door.':
    'Отправит постбэк так же, как сеть, через ту же дверь.',
  'Which of its postbacks': 'Какой из её постбэков',
  'Empty: a new click is made by the tracking link for this test.':
    'Пусто: для теста будет создан новый клик по трекинговой ссылке.',
  'a new click': 'новый клик',
  'Status word, as the network writes it': 'Слово статуса, как его пишет сеть',
  How: 'Как',
  'For real, marked as a test: kept out of statistics':
    'По-настоящему, с пометкой «тест»: не входит в статистику',
  'Dry run: only tell what would happen': 'Проба: только показать, что было бы',
  'For real, and it counts': 'По-настоящему, и считается',
  'What was decided and why is shown here.': 'Здесь будет видно, что решено и почему.',
  'Sent as if from {ip}, the first address that the flow takes.':
    'Отправлено как будто с {ip}, первого адреса, который поток принимает.',
  'Show its log entry': 'Открыть запись журнала',
  'Show the lead': 'Открыть лид',
  'The call and its answer': 'Вызов и ответ на него',
  'HTTP {code}': 'HTTP {code}',
  'Listening for the network’s test': 'Слушаем тест сети',
  'Not listening': 'Не слушаем',
  'Let the network send its test postback now: invented click IDs are read, too. Until {time}.':
    'Отправьте тестовый постбэк из кабинета сети: читаются и выдуманные ID кликов. До {time}.',
  'While a flow listens, tests of networks with invented click IDs are read as if they were its own.':
    'Пока поток слушает, тесты сетей с выдуманными ID кликов читаются как его собственные.',
  Stop: 'Остановить',
  'Listen for 15 minutes': 'Слушать 15 минут',
  'Nothing has come in yet. This page looks again every {n} seconds.':
    'Пока ничего не пришло. Страница проверяет снова каждые {n} секунды.',
  'Checking …': 'Проверяем …',
  'Landing or thank-you page': 'Лендинг или страница «Спасибо»',
  'Opens it in a real browser, as a new visitor, and sends a test lead. Takes up to half a minute.':
    'Откроет её в настоящем браузере как новый посетитель и отправит тестовый лид. До полуминуты.',
  Check: 'Проверить',
  ok: 'ок',
  warn: 'внимание',
  fail: 'сбой',
  'What was found on {page}': 'Что найдено на {page}',
  'Check again, or another page': 'Проверить ещё раз или другую страницу',
  'It works, but not for every visitor.': 'Работает, но не для всех посетителей.',
  'It works: leads of this page arrive.': 'Работает: лиды с этой страницы приходят.',
  'Leads of this page do not arrive as they should. Begin with what is marked «fail» first.':
    'Лиды с этой страницы приходят не так, как должны. Начните с первого пункта с пометкой «сбой».',
} as const satisfies Record<string, Translation>;
