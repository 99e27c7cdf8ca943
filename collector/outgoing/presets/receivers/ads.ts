import type { PresetField, ReceiverPreset } from '../preset.ts';
import { EVENT, NEWS, SOURCE } from './common.ts';

const PAGE: PresetField = {
  name: 'landing_url',
  title: { en: 'Address of the landing page', ru: 'Адрес лендинга' },
  example: 'https://shop.example/offer',
};

export const ADS: readonly ReceiverPreset[] = [
  {
    // The postback URL of PropellerAds' tracking page; our tracking link brings its click as data1 (traffic-sources.ts).
    ...SOURCE,
    name: 'propellerads',
    title: 'PropellerAds',
    url: 'https://ad.propellerads.com/conversion.php?aid=<aid>&pid=&tid=<tid>&visitor_id={data1}&payout={price}',
    statuses: ['approve'],
    fields: [
      {
        name: 'aid',
        title: { en: 'aid, from its postback URL', ru: 'aid из её ссылки постбэка' },
        example: '3781363',
      },
      {
        name: 'tid',
        title: { en: 'tid, from its postback URL', ru: 'tid из её ссылки постбэка' },
        example: '141360',
      },
    ],
    note: {
      en: 'The tracking link in its campaign has to hold data1=${SUBID}; payouts are taken as US dollars.',
      ru: 'В ссылке кампании должно стоять data1=${SUBID}; выплаты она считает долларами США.',
    },
  },
  {
    // help-advertisers.adsterra.com, «How do I set up postback».
    ...SOURCE,
    name: 'adsterra',
    title: 'Adsterra',
    url: 'https://www.pbterra.com/name/<advertiser>/at?subid_short={subid}&atpay={price}',
    statuses: ['approve'],
    fields: [
      {
        name: 'advertiser',
        title: { en: 'Your advertiser name at Adsterra', ru: 'Ваше имя рекламодателя в Adsterra' },
        example: 'my-company',
      },
    ],
    note: {
      en: 'The tracking link in its campaign has to hold subid=##SUB_ID_SHORT(action)##; payouts are taken as US dollars.',
      ru: 'В ссылке кампании должно стоять subid=##SUB_ID_SHORT(action)##; выплаты она считает долларами США.',
    },
  },
  {
    // developers.facebook.com, «Conversions API», and its parameter fbc: fb.1.<milliseconds of the click>.<fbclid>.
    ...NEWS,
    name: 'meta-capi',
    title: 'Meta Conversions API',
    method: 'POST',
    url: 'https://graph.facebook.com/v23.0/<pixel_id>/events?access_token={secret}',
    bodyType: 'json',
    body: `{
  "data": [{
    "event_name": "<event>",
    "event_time": {time},
    "event_id": "{lead}",
    "action_source": "website",
    "event_source_url": "<landing_url>",
    "user_data": {
      "em": ["{email.sha256}"],
      "ph": ["{phone.sha256}"],
      "client_ip_address": "{ip}",
      "client_user_agent": "{ua}",
      "fbc": "fb.1.{click_time}000.{url.fbclid}"
    },
    "custom_data": { "value": "{price}", "currency": "{currency}" }
  }]
}`,
    statuses: ['approve'],
    secretName: 'Access token',
    fields: [
      {
        name: 'pixel_id',
        title: { en: 'Pixel (dataset) ID', ru: 'ID пикселя (набора данных)' },
        example: '1234567890',
      },
      EVENT,
      PAGE,
    ],
    note: {
      en: 'A pixel on your pages that sends the same event with the lead’s ID as eventID is counted once. For flows whose visitors come from Meta: fbclid is taken from the landing page’s address. Meta takes events of the last seven days.',
      ru: 'Если пиксель на странице шлёт то же событие с ID лида в eventID, Meta посчитает его один раз. Для потоков с трафиком из Meta: fbclid берётся из адреса лендинга. Meta принимает события за последние семь дней.',
    },
  },
  {
    // business-api.tiktok.com, Events API 2.0.
    ...NEWS,
    name: 'tiktok-events',
    title: 'TikTok Events API',
    method: 'POST',
    url: 'https://business-api.tiktok.com/open_api/v1.3/event/track/',
    headers: [['Access-Token', '{secret}']],
    bodyType: 'json',
    body: `{
  "event_source": "web",
  "event_source_id": "<pixel_code>",
  "data": [{
    "event": "<event>",
    "event_time": {time},
    "event_id": "{lead}",
    "user": {
      "email": "{email.sha256}",
      "ttclid": "{url.ttclid}",
      "ip": "{ip}",
      "user_agent": "{ua}"
    },
    "properties": { "value": "{price}", "currency": "{currency}" },
    "page": { "url": "<landing_url>" }
  }]
}`,
    statuses: ['approve'],
    secretName: 'Access token',
    fields: [
      {
        name: 'pixel_code',
        title: { en: 'Pixel code', ru: 'Код пикселя' },
        example: 'C4ABCDEFGHIJ',
      },
      { ...EVENT, example: 'CompletePayment' },
      PAGE,
    ],
    note: {
      en: 'TikTok answers 200 to mistakes as well: look at “code” in its answer to a test, 0 is right.',
      ru: 'TikTok отвечает 200 и на ошибки: посмотрите «code» в ответе на тест, 0 означает успех.',
    },
    verified: false,
  },
];
