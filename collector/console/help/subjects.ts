import type { Article, Both } from './article.ts';
import type { Subject } from './topics.ts';

/** What one has to know to read the numbers and to share the work. */
export const SUBJECTS_EXPLAINED: Readonly<Record<Subject, Both<Article>>> = {
  statuses: {
    en: {
      title: 'Statuses and the approval rate',
      blocks: [
        'A lead has one of five statuses, whatever the network calls them.',
        {
          points: [
            '`new`: in processing, nobody has decided.',
            '`hold`: confirmed, but not paid yet. It counts as approved.',
            '`approve`: confirmed and paid.',
            '`cancel`: refused, or taken back later.',
            '`trash`: never a real order: a double, a wrong number, a joke.',
          ],
        },
        { heading: 'How a word becomes a status' },
        {
          steps: [
            'The lists in the postback itself: `sta`, `sth`, `stc`, `stt`, `stn`.',
            'The status words of the flow.',
            'The words of its network.',
            'Our own five names, then a vocabulary of several languages.',
          ],
        },
        'A word that none of them knows leaves the lead as it is and the warning `unmapped-status` in the log. Without any word, a postback with a price means `approve`, unless the network is known to mean something else.',
        { heading: 'The numbers' },
        {
          points: [
            'Approval rate: `approve` and `hold` out of all leads; or out of all but `trash`, to judge the network rather than the traffic.',
            'Revenue: payouts of `approve`; those of `hold` are shown apart.',
            'CR: leads out of clicks. EPC: revenue for each click.',
            'Test leads are in none of them.',
          ],
        },
        'Any status may follow any other, but a late `new` never replaces a decision. The default payout of a flow is taken where a network approves or holds a lead without ever having sent a price.',
      ],
    },
    ru: {
      title: 'Статусы и процент апрува',
      blocks: [
        'У лида один из пяти статусов, как бы их ни называла сеть.',
        {
          points: [
            '`new`: в обработке, решения нет.',
            '`hold`: подтверждён, но ещё не оплачен. Считается апрувом.',
            '`approve`: подтверждён и оплачен.',
            '`cancel`: отклонён или отозван позже.',
            '`trash`: не заказ: дубль, неверный номер, шутка.',
          ],
        },
        { heading: 'Как слово становится статусом' },
        {
          steps: [
            'Списки в самом постбэке: `sta`, `sth`, `stc`, `stt`, `stn`.',
            'Слова статусов потока.',
            'Слова его сети.',
            'Пять наших названий, затем словарь на нескольких языках.',
          ],
        },
        'Слово, которого никто из них не знает, оставляет лид как есть и предупреждение `unmapped-status` в журнале. Без слова постбэк с суммой значит `approve`, если про сеть не известно другое.',
        { heading: 'Числа' },
        {
          points: [
            'Процент апрува: `approve` и `hold` от всех лидов; или от всех, кроме `trash`, чтобы оценить сеть, а не трафик.',
            'Доход: выплаты по `approve`; по `hold` показаны отдельно.',
            'CR: лиды от кликов. EPC: доход на клик.',
            'Тестовые лиды никуда не входят.',
          ],
        },
        'За любым статусом может следовать любой, но запоздавший `new` не заменяет решение. Выплата потока по умолчанию берётся, когда сеть апрувит или холдит лид, ни разу не прислав суммы.',
      ],
    },
  },
  roles: {
    en: {
      title: 'Roles: who may see and do what',
      blocks: [
        'An owner gives each person of the account one role.',
        {
          points: [
            '`owner`: everything, also users, tokens and API keys, the audit log, and the erasure of a person’s data.',
            '`manager`: everyday work: flows, leads with names and phones, replay, import, export, postback URLs.',
            '`analyst`: numbers, lists and exports without names, phones, e-mails, comments, own fields and visitors’ addresses. Changes nothing.',
            '`auditor`: the same to look at, and the audit log; takes nothing away.',
          ],
        },
        'Postback URLs hold a secret token, so only owners and managers see them. Everything that a person changes is in the audit log.',
      ],
    },
    ru: {
      title: 'Роли: кто что видит и делает',
      blocks: [
        'Владелец даёт каждому человеку в аккаунте одну роль.',
        {
          points: [
            '`owner`, владелец: всё, включая пользователей, токены и API-ключи, журнал действий и удаление данных человека.',
            '`manager`, менеджер: ежедневная работа: потоки, лиды с именами и телефонами, повтор, импорт, выгрузка, адреса постбэков.',
            '`analyst`, аналитик: числа, списки и выгрузки без имён, телефонов, почты, комментариев, своих полей и адресов посетителей. Ничего не меняет.',
            '`auditor`, аудитор: видит то же и журнал действий; ничего не выгружает.',
          ],
        },
        'В адресах постбэков секретный токен, поэтому их видят только владельцы и менеджеры. Всё, что человек меняет, остаётся в журнале действий.',
      ],
    },
  },
  sending: {
    en: {
      title: 'Sending on: telling others of your leads',
      blocks: [
        'What becomes of a lead is sent to receivers: to the traffic source that sent the click, to your bot, to a spreadsheet. It goes out within a second of the change and is tried again until it arrives, over three days.',
        { heading: 'Main and additional' },
        {
          points: [
            'Main: one URL for a flow, usually the traffic source’s postback. It is called again only when what it would say has changed. A flow’s own comes before the account’s.',
            'Additional: as many as you like. Each is called at every change of status, goal or payout that it asks for.',
            'Order: hands a new lead over to a network. What the network answers is told to the lead.',
          ],
        },
        { heading: 'Set it up' },
        {
          steps: [
            'Add a receiver from a preset, or with an address of your own.',
            'Choose the statuses it hears of, and what it calls them.',
            'Look at the preview with a real lead, then send a test.',
            'Watch the log of what was sent: each message with its tries and answers.',
          ],
        },
        'The traffic source needs its own click ID back: the tag in which your ads hand it over stands in the URL as `{url.NAME}`, such as `{url.cid}`.',
        'Test leads, dry runs and repeated postbacks send nothing, unless a receiver asks for test leads. After a crash a message may come twice, under the same ID.',
      ],
    },
    ru: {
      title: 'Отправка дальше: как другие узнают о лидах',
      blocks: [
        'О судьбе лида узнают получатели: источник трафика, с которого пришёл клик, ваш бот, таблица. Сообщение уходит в течение секунды после изменения, а если не дошло, попытки повторяются три дня.',
        { heading: 'Основной и дополнительные' },
        {
          points: [
            'Основной: один адрес на поток, обычно постбэк источника трафика. Повторно вызывается, только если сообщение стало другим. Свой адрес потока важнее общего по аккаунту.',
            'Дополнительные: сколько угодно. Каждый вызывается при любом нужном ему изменении статуса, цели или выплаты.',
            'Заказ: передаёт новый лид в сеть. Ответ сети попадает в лид.',
          ],
        },
        { heading: 'Как настроить' },
        {
          steps: [
            'Добавьте получателя из готовых или со своим адресом.',
            'Выберите, о каких статусах он узнаёт и как он их называет.',
            'Посмотрите предпросмотр на настоящем лиде и отправьте тест.',
            'Следите за журналом отправок: в нём каждое сообщение с попытками и ответами.',
          ],
        },
        'Источнику нужен его собственный ID клика: метка, в которой его передаёт ваша реклама, ставится в адрес как `{url.ИМЯ}`, например `{url.cid}`.',
        'Тестовые лиды, пробные запуски и повторные постбэки ничего не отправляют, если получатель не просит тестовых лидов. После сбоя сообщение может прийти дважды, с тем же ID.',
      ],
    },
  },
};
