import type { Article, Both } from './article.ts';
import type { Way } from './topics.ts';

const INPUT = '<input type="hidden" name="subid" value="{click}">';
const FORM = `<form action="https://network.example/order" method="post">
  ${INPUT}
  <input name="name"> <input name="phone" type="tel">
  <button>Order</button>
</form>`;
const CURL = `curl {collector}/api/track/postback.json \\
  -d id=sk_… -d click=CLICK -d uid=ORDER -d status=new \\
  -d name='Ada' -d phone='+15550100'`;
const URL =
  '{collector}/api/track/postback.json?id=sk_…&click={click}&uid={id}&status={status}&price={payout}&currency={currency}';
const IMAGE = '<img src="{collector}{track}/lead.gif?key=pk_…&click=CLICK" width="1" height="1" alt="">';

/** Forms, servers, and pages without scripts. */
export const SERVER_WAYS: Readonly<
  Record<Extract<Way, 'hand-made-form' | 'server' | 'image-pixel'>, Both<Article>>
> = {
  'hand-made-form': {
    en: {
      title: 'A form of your own',
      blocks: [
        'With the script on the page you need do nothing: it adds the hidden field to every form, also to those that appear later. Write the field yourself where your server or the network’s form handler expects it under a certain name.',
        { label: 'A form that goes to the network', code: FORM },
        {
          points: [
            'The network has to return what stands in the field: use the name that it returns in its postback, such as `sub1`. The script replaces `{click}` in the value of any hidden field.',
            'A form that goes to your own server: keep `subid` with the order, and send it on as `click` when the order is known to be good.',
            'Without the script your server can write the ID itself: it comes to the landing page as `?click=…` of the tracking link.',
            'A field that a person has filled in is never overwritten. `data-subpixel="off"` on a form leaves it alone.',
          ],
        },
      ],
    },
    ru: {
      title: 'Своя форма',
      blocks: [
        'Если на странице есть скрипт, делать ничего не нужно: он добавляет скрытое поле в каждую форму, даже появившуюся позже. Напишите поле сами, если ваш сервер или обработчик сети ждёт его под определённым именем.',
        { label: 'Форма, которая уходит в сеть', code: FORM },
        {
          points: [
            'Сеть должна вернуть то, что в поле: возьмите имя, которое она возвращает в постбэке, например `sub1`. Скрипт заменит `{click}` в значении любого скрытого поля.',
            'Форма на ваш сервер: храните `subid` с заказом и передайте его как `click`, когда заказ подтверждён.',
            'Без скрипта ID может вписать ваш сервер: на лендинг он приходит как `?click=…` трекинговой ссылки.',
            'Поле, которое заполнил человек, не перезаписывается. Форму с `data-subpixel="off"` скрипт не трогает.',
          ],
        },
      ],
    },
  },
  server: {
    en: {
      title: 'Server to server',
      blocks: [
        'A network, a CRM or your own server tells the collector what became of a lead. One address takes everything, as GET or POST, in the query, as a form or as JSON.',
        { label: 'What a network calls', code: URL },
        { label: 'What your own server calls when an order comes in', code: CURL },
        {
          points: [
            '`click` is the click ID, `uid` the lead’s ID with the sender: with it later postbacks find the same lead.',
            'The answer is always HTTP 200 and says what was done; only 429 and 503 mean «come again».',
            'Repeating a request is harmless: it is answered `no-changes`.',
            '`dry=1` tells what would happen and changes nothing, `test=1` keeps the lead out of statistics.',
            'Without a click send `flow` and `subid`, your own ID of the order.',
            'The token in `id` is secret. Keep it on servers: what a browser sends needs the site key instead.',
          ],
        },
        { heading: 'A network step by step' },
        {
          steps: [
            'Choose the network in the flow’s set-up, or describe it.',
            'Put the offer link of step 4 onto your page: it carries the click ID where the network returns it from.',
            'Paste the postback URL of step 6 into the network’s postback settings.',
            'Let the flow listen, and press «Test» in the network.',
          ],
        },
      ],
    },
    ru: {
      title: 'Сервер – сервер (S2S)',
      blocks: [
        'Сеть, CRM или ваш сервер сообщает коллектору, что стало с лидом. Один адрес принимает всё: GET или POST, в параметрах, формой или JSON.',
        { label: 'Что вызывает сеть', code: URL },
        { label: 'Что вызывает ваш сервер, когда пришёл заказ', code: CURL },
        {
          points: [
            '`click` – ID клика, `uid` – ID лида у отправителя: по нему следующие постбэки найдут тот же лид.',
            'Ответ всегда HTTP 200 и говорит, что сделано; только 429 и 503 значат «приходите позже».',
            'Повтор безвреден: ответ будет `no-changes`.',
            '`dry=1` покажет, что было бы, и ничего не изменит; `test=1` не пускает лид в статистику.',
            'Если клика нет, передавайте `flow` и `subid`, ваш ID заказа.',
            'Токен в `id` секретный. Держите его на серверах: браузеру нужен ключ сайта.',
          ],
        },
        { heading: 'Сеть по шагам' },
        {
          steps: [
            'Выберите сеть в подключении потока или опишите её.',
            'Поставьте на страницу ссылку на оффер из шага 4: ID клика в ней там, откуда сеть его возвращает.',
            'Вставьте адрес постбэка из шага 6 в настройки постбэков сети.',
            'Включите прослушивание потока и нажмите «Тест» в кабинете сети.',
          ],
        },
      ],
    },
  },
  'image-pixel': {
    en: {
      title: 'The image pixel',
      blocks: [
        'For thank-you pages where no scripts may run. The image tells that there is a lead for this click.',
        { label: 'For the thank-you page', code: IMAGE },
        {
          points: [
            'Your server writes the click ID in place of `CLICK`: it came to the landing page as `?click=…`, or with the form as `subid`. The image cannot know it.',
            'The lead is `new`, without a name or phone: these have no place in an address, which ends up in logs.',
            'It cannot set a status or a payout: whoever sees the page could otherwise approve leads. The network’s postback does that.',
            'Loading the page again is no second lead.',
            'Add `&goal=order` where a click has several leads.',
            'With a list of origins in the flow’s settings, the page must send its address: no `Referrer-Policy: no-referrer`.',
          ],
        },
      ],
    },
    ru: {
      title: 'Пиксель-картинка',
      blocks: [
        'Для страниц «Спасибо», где скрипты запрещены. Картинка сообщает, что по этому клику есть лид.',
        { label: 'На страницу «Спасибо»', code: IMAGE },
        {
          points: [
            'Вместо `CLICK` ваш сервер пишет ID клика: на лендинг он пришёл как `?click=…` или с формой как `subid`. Сама картинка его не знает.',
            'Лид будет `new`, без имени и телефона: им не место в адресе, который попадает в журналы.',
            'Статус и выплату картинка не задаёт: иначе любой, кто видит страницу, мог бы апрувить лиды. Это делает постбэк сети.',
            'Повторная загрузка страницы – не второй лид.',
            'Добавьте `&goal=order`, если у клика несколько лидов.',
            'Если в настройках потока есть список сайтов, страница должна передавать свой адрес: без `Referrer-Policy: no-referrer`.',
          ],
        },
      ],
    },
  },
};
