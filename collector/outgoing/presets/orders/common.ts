import type { Bilingual, OrderPreset, PresetField } from '../preset.ts';

/** What orders have in common where nothing else is said. None of these networks documents that it knows an order again. */
export const ORDER = {
  kind: 'order',
  method: 'POST',
  headers: [],
  bodyType: 'form',
  statuses: [],
  statusWords: {},
  isKeyed: false,
  signs: false,
  note: null,
  verified: true,
} as const satisfies Partial<OrderPreset>;

export const OFFER_ID: PresetField = {
  name: 'offer_id',
  title: { en: 'Offer ID, on the offer’s page', ru: 'ID оффера, на странице оффера' },
  example: '1234',
};

export const LANDING_URL: PresetField = {
  name: 'landing_url',
  title: { en: 'Address of the landing page', ru: 'Адрес лендинга' },
  example: 'https://shop.example/offer',
};

/** The network was seen to take orders so, but not what it answers. */
export const UNKNOWN_ANSWER: Bilingual = {
  en: 'What this network answers is not known to us: every 2xx counts as taken. Send a test and write its answer’s rules.',
  ru: 'Что отвечает эта сеть, мы не знаем: любой ответ 2xx считается принятым заказом. Отправьте тест и пропишите правила ответа.',
};

export const UNKNOWN_ID: Bilingual = {
  en: 'Where its answer has the lead’s ID is not known to us: send a test and fill in the rule.',
  ru: 'Где в ответе ID лида, мы не знаем: отправьте тест и заполните правило.',
};
