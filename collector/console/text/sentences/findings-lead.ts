import type { Sentences } from './translator.ts';

/** What the check of a page finds out about clicks, forms and leads. */
export const leadFindings = {
  'Mend the script first.': 'Сначала почините скрипт.',
  'See «Policy» above.': 'Смотрите «Политика» выше.',
  'The page must be able to reach the collector; a proxy in front of it must let POST and text/plain through.':
    'Коллектор должен быть доступен со страницы; прокси перед ним должен пропускать POST и text/plain.',

  // The click
  'Click ID': 'ID клика',
  'None: the script does not run.': 'Его нет: скрипт не работает.',
  'With data-consent that is so until the visitor agrees. Otherwise mend the site key.':
    'С data-consent так и будет, пока посетитель не согласится. Иначе исправьте ключ сайта.',
  'The visitor has none.': 'У посетителя его нет.',
  '$click was made, but the collector has not taken it ($WHY).':
    '$click создан, но коллектор его не принял ($WHY).',
  'Does the page remove cookies and storage, or run in a sandbox? Then pass the click on in links: ?click={click}.':
    'Страница удаляет cookie и хранилище или открыта в песочнице? Тогда передавайте клик в ссылках: ?click={click}.',
  'A visitor who comes back gets a new one: the browser keeps nothing.':
    'Вернувшийся посетитель получает новый: браузер ничего не хранит.',
  '$click, from the page’s URL.': '$click, из адреса страницы.',
  'Does the page remove storage? No lead is lost by that.':
    'Страница очищает хранилище? Лиды от этого не теряются.',
  'It is registered again with each page: the browser forgets that it was.':
    'Он регистрируется заново на каждой странице: браузер забывает, что уже сделал это.',
  '$click is made, registered, and kept for the next page.':
    '$click создан, зарегистрирован и сохранён для следующей страницы.',

  // Forms
  Forms: 'Формы',
  'There is none now. One that appears later gets the click ID as soon as it is there.':
    'Сейчас их нет. Форма, которая появится позже, сразу получит ID клика.',
  'The form carries no click ID.': 'В форме нет ID клика.',
  'All $n forms carry no click ID.': 'ID клика нет ни в одной форме (всего $n).',
  'See «Click ID» above.': 'Смотрите «ID клика» выше.',
  'All carry the click ID: $TITLES.': 'ID клика есть во всех: $TITLES.',
  '$n of $all carry the click ID: $TITLES.': 'ID клика есть в $n из $all: $TITLES.',
  'If its orders should be counted, remove the attribute from the form or from what is around it.':
    'Если её заказы надо считать, уберите атрибут с формы или с того, что вокруг неё.',
  'Switched off with data-subpixel="off": $TITLES.': 'Отключены через data-subpixel="off": $TITLES.',
  'Make the field hidden, leave it empty, or let the script use another name (data-field).':
    'Скройте поле, оставьте его пустым или задайте скрипту другое имя (data-field).',
  'Keeps a value of its own, «$value»: $TITLES.': 'Оставляет своё значение, «$value»: $TITLES.',
  'In a frame of $host, where no script of this page reaches: $TITLES.':
    'Во фрейме $host, куда скриптам этой страницы не попасть: $TITLES.',
  'Put the click ID into the frame’s address, src="…?subid={click}": many makers of forms take it from there.':
    'Поставьте ID клика в адрес фрейма, src="…?subid={click}": многие сервисы форм берут его оттуда.',
  'Without the click ID: $TITLES.': 'Без ID клика: $TITLES.',
  'Something on the page takes the hidden field out again. Write it into the form yourself.':
    'Что-то на странице убирает скрытое поле. Впишите его в форму сами.',

  // The test lead
  'Test lead': 'Тестовый лид',
  'Own lead': 'Лид страницы',
  'The page sends a lead as soon as it is opened, as a thank-you page should. The check has made it a test.':
    'Страница отправляет лид сразу при открытии, как и должна страница «Спасибо». Проверка пометила его как тест.',
  'See «Click ID» and «Site key» above.': 'Смотрите «ID клика» и «Ключ сайта» выше.',
  'None was sent: there is no click ID to send it for.':
    'Не отправлен: нет ID клика, для которого его слать.',
  'It has arrived, marked as a test.': 'Дошёл, с пометкой «тест».',
  'It has arrived, but the page could not read the answer: the script would send it again and again.':
    'Дошёл, но страница не смогла прочитать ответ: скрипт слал бы его снова и снова.',
  'A proxy in front of the collector removes the header Access-Control-Allow-Origin, or answers by itself.':
    'Прокси перед коллектором убирает заголовок Access-Control-Allow-Origin или отвечает сам.',
  'Please report this; it counts in the statistics.': 'Сообщите нам об этом: лид попал в статистику.',
  'It has arrived, but something on the way took the mark of a test off.':
    'Дошёл, но по дороге потерялась пометка теста.',
  'It was taken, but the database is away: it will arrive once that is back.':
    'Принят, но база недоступна: он дойдёт, когда она вернётся.',
  'See what /readyz of the collector answers.': 'Посмотрите, что отвечает /readyz коллектора.',
  'The tag leads to another collector: look at its address.':
    'Тег ведёт на другой коллектор: проверьте его адрес.',
  'It was answered well, but is not in this account.': 'Ответ хороший, но в этом аккаунте лида нет.',
  'The page’s own policy has kept it from being sent.': 'Отправить его не дала политика самой страницы.',
  'Nothing has answered.': 'Никто не ответил.',
  'HTTP $status came back, not the collector’s answer.': 'Пришёл HTTP $status, а не ответ коллектора.',
  'The flow does not take anything from $origin (access origin).':
    'Поток ничего не принимает с сайта $origin (access origin).',
  'Add $origin to the flow’s origins, or take this page’s tag from the flow that it belongs to.':
    'Добавьте $origin в сайты потока или возьмите для страницы тег её потока.',
  'The collector does not know the site key (access token).':
    'Коллектор не знает этого ключа сайта (access token).',
  'See «Site key» above.': 'Смотрите «Ключ сайта» выше.',
  'The postback log has the request with all details.':
    'Запрос со всеми подробностями – в журнале постбэков.',
  'The collector refuses it: $code.': 'Коллектор его отклоняет: $code.',
} as const satisfies Sentences;

export const leadFindingParts = {
  '$titles and $n more': '$titles и ещё $n',
  'no request': 'запроса не было',
  blocked: 'заблокировано',
} as const satisfies Sentences;
