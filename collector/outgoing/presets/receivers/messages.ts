import type { ReceiverPreset } from '../preset.ts';
import { NEWS } from './common.ts';

/** For people, without what is known of the buyer: chats are read by many. */
const LINE =
  '{status} · {flow} {goal} · {price} {currency} · {geo} · {utm_source} {utm_campaign} · lead {lead}';

export const MESSAGES: readonly ReceiverPreset[] = [
  {
    // core.telegram.org/bots/api#sendmessage
    ...NEWS,
    name: 'telegram',
    title: 'Telegram',
    method: 'POST',
    url: 'https://api.telegram.org/bot{secret}/sendMessage',
    bodyType: 'json',
    body: `{ "chat_id": "<chat_id>", "text": "${LINE}" }`,
    secretName: 'Bot token',
    fields: [
      {
        name: 'chat_id',
        title: {
          en: 'Chat ID; the bot has to be in the chat',
          ru: 'ID чата; бот должен состоять в этом чате',
        },
        example: '-1001234567890',
      },
    ],
    note: {
      en: '@BotFather gives the token. What you do not tick in “Statuses” does not ring.',
      ru: 'Токен выдаёт @BotFather. О статусах, которые не отмечены, бот молчит.',
    },
  },
  {
    // docs.slack.dev, «Sending messages using incoming webhooks».
    ...NEWS,
    name: 'slack',
    title: 'Slack',
    method: 'POST',
    url: 'https://hooks.slack.com/services/<workspace>/<webhook>/{secret}',
    bodyType: 'json',
    body: `{ "text": "${LINE}" }`,
    secretName: 'Last part of the webhook URL',
    fields: [
      {
        name: 'workspace',
        title: { en: 'First part behind /services/', ru: 'Первая часть после /services/' },
        example: 'T00000000',
      },
      {
        name: 'webhook',
        title: { en: 'Second part', ru: 'Вторая часть' },
        example: 'B00000000',
      },
    ],
  },
  {
    // standardwebhooks.com: webhook-id, webhook-timestamp and webhook-signature are added while it is sent.
    ...NEWS,
    name: 'webhook',
    title: 'Signed webhook (Standard Webhooks)',
    method: 'POST',
    url: 'https://<host>/webhook',
    bodyType: 'json',
    body: `{
  "type": "lead.{status}",
  "timestamp": "{time.iso}",
  "data": {
    "lead": "{lead}",
    "click": "{click}",
    "flow": "{flow}",
    "uid": "{uid}",
    "status": "{status}",
    "goal": "{goal}",
    "price": "{price}",
    "currency": "{currency}",
    "subid": "{subid}",
    "geo": "{geo}"
  }
}`,
    secretName: 'Signing secret (whsec_…)',
    signs: true,
    fields: [
      {
        name: 'host',
        title: { en: 'Host of your server', ru: 'Хост вашего сервера' },
        example: 'api.example.com',
      },
    ],
    note: {
      en: 'webhook-id is the same at each try of a message: what comes twice is known by it.',
      ru: 'webhook-id один и тот же при каждой попытке: по нему видно повтор.',
    },
  },
];
