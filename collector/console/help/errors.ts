import type { ErrorCode } from '../../pipeline/postback.ts';
import type { Both, Explained } from './article.ts';

/** What each error means as a whole; its reason, which stands beside it in the log, says more. */
export const ERRORS_EXPLAINED: Readonly<Record<ErrorCode, Both<Explained>>> = {
  access: {
    en: {
      what: 'The request was not allowed, so nothing was stored.',
      why: 'The token or site key is unknown or was revoked, the click or flow belongs to another account, or the sender’s address or page is not on a list that you have set.',
      todo: 'Look at the reason. Most often it helps to copy the postback URL or the script tag anew from the flow’s page.',
    },
    ru: {
      what: 'Запрос не разрешён, поэтому ничего не сохранено.',
      why: 'Токен или ключ сайта неизвестен или отозван, клик или поток принадлежит другому аккаунту, либо адрес или страница отправителя не входит в заданный вами список.',
      todo: 'Посмотрите причину. Чаще всего помогает заново скопировать адрес постбэка или тег скрипта со страницы потока.',
    },
  },
  'bad-click': {
    en: {
      what: 'The postback names a click that is not known here, so nothing was stored.',
      why: 'The network sent its macro unreplaced, something that is no click ID, or the ID of another tracker.',
      todo: 'Check the way of the click ID: into the offer link, through the network, and back in `click` of the postback URL. The flow’s set-up shows all three.',
    },
    ru: {
      what: 'Постбэк называет клик, которого здесь нет, поэтому ничего не сохранено.',
      why: 'Сеть прислала неподставленный макрос, что-то кроме ID клика или ID из другого трекера.',
      todo: 'Проверьте путь ID клика: в ссылку на оффер, через сеть и обратно в `click` адреса постбэка. Все три места показаны в подключении потока.',
    },
  },
  'bad-flow': {
    en: {
      what: 'The postback names a flow that does not exist, or no `subid` with it; nothing was stored.',
      why: 'In flow mode there is no click: the flow and your own ID of the order stand in for it, and one of them is wrong.',
      todo: 'Copy the flow’s ID from the console, and put the macro with your own ID of the order into `subid`.',
    },
    ru: {
      what: 'Постбэк называет поток, которого нет, или не передаёт с ним `subid`; ничего не сохранено.',
      why: 'В режиме потока клика нет: его заменяют поток и ваш ID заказа, и что-то из них неверно.',
      todo: 'Скопируйте ID потока из консоли, а в `subid` поставьте макрос с вашим ID заказа.',
    },
  },
  db: {
    en: {
      what: 'The request was understood, but could not be stored.',
      why: 'The database was away or refused what was in it. While the database is away, postbacks usually wait on the collector’s disk and are applied by themselves.',
      todo: 'Where it goes on, whoever runs the collector should look at `/readyz` and at its log. Then let the network send again, or replay the entry.',
    },
    ru: {
      what: 'Запрос понят, но сохранить его не удалось.',
      why: 'База была недоступна или не приняла данные. Пока базы нет, постбэки обычно ждут на диске коллектора и потом применяются сами.',
      todo: 'Если это продолжается, администратору коллектора стоит посмотреть `/readyz` и журнал. Затем отправьте постбэк из сети ещё раз или повторите запись.',
    },
  },
  'no-changes': {
    en: {
      what: 'The postback was read, but there was nothing to change.',
      why: 'Networks repeat postbacks to be on the safe side: all of it was known already.',
      todo: 'Usually nothing. If you expected a change, look whether the network sends another status, payout or goal than you think.',
    },
    ru: {
      what: 'Постбэк прочитан, но менять было нечего.',
      why: 'Сети повторяют постбэки для надёжности: всё это уже было известно.',
      todo: 'Обычно ничего. Если изменения ждали, проверьте, тот ли статус, выплату или цель передаёт сеть.',
    },
  },
  'no-click': {
    en: {
      what: 'The postback names neither a click nor a flow, so nobody knows what it is about.',
      why: 'The postback URL has no `click`, its macro was replaced by nothing, or the request could not be read at all.',
      todo: 'Copy the postback URL anew from the flow’s page, and check that the offer link carries the click ID: an empty macro means that the network never got one.',
    },
    ru: {
      what: 'Постбэк не называет ни клик, ни поток, поэтому неясно, о чём он.',
      why: 'В адресе постбэка нет `click`, макрос подставился пустым или запрос не удалось прочитать.',
      todo: 'Скопируйте адрес постбэка заново со страницы потока и проверьте, что ссылка на оффер несёт ID клика: пустой макрос значит, что сеть его не получила.',
    },
  },
};
