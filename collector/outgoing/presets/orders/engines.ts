import type { OrderPreset, PresetField } from '../preset.ts';
import { OFFER_ID, ORDER, UNKNOWN_ANSWER } from './common.ts';

const DOMAIN: PresetField = {
  name: 'domain',
  title: { en: 'Domain of the network', ru: 'Домен сети' },
  example: 'network.example',
};

/** Software that many networks run, each under a domain of its own. */
export const ORDERS_OF_ENGINES: readonly OrderPreset[] = [
  {
    // A network's public documentation (cpa.moe/en/api-wm.html); status and ID of the answer after public integrations.
    ...ORDER,
    name: 'altercpa-order',
    title: 'AlterCPA',
    url: 'https://<domain>/api/ext/add.json?id={secret}',
    body: 'id={lead}&offer=<offer_id>&name={name}&phone={phone}&email={email}&ip={ip}&ua={ua}&country={geo}&comm={comment}&us={utm_source}&uc={utm_campaign}&un={utm_content}&ut={utm_term}&um={utm_medium}',
    answer: {
      accepted: '$.status = ok',
      refused: '$.status = error',
      uid: '$.id',
      reason: '$.error || $.message',
    },
    secretName: 'ID-key',
    fields: [DOMAIN, OFFER_ID],
    note: {
      en: 'The key is your ID and the key of your profile with a dash between them: 123-abcde. It gets our lead ID as its «id»: let its postback return the click as well.',
      ru: 'Ключ: ваш ID и ключ из профиля через дефис, 123-abcde. Наш ID лида уходит в поле «id»: проверьте, что постбэк сети возвращает и клик.',
    },
    accepted: [{ http: 200, body: '{"status":"ok","id":4521}', uid: '4521' }],
    refused: [{ http: 200, body: '{"status":"error","error":"offer"}', reason: 'offer' }],
  },
  {
    // Many public integrations; none of them reads the answer.
    ...ORDER,
    name: 'leadvertex-order',
    title: 'LeadVertex',
    url: 'https://<project>.leadvertex.ru/api/webmaster/v2/addOrder.html?webmasterID=<webmaster_id>&token={secret}',
    body: 'fio={name}&phone={phone}&email={email}&comment={comment}&ip={ip}&goods%5B0%5D%5BgoodID%5D=<good_id>&goods%5B0%5D%5Bquantity%5D=1&goods%5B0%5D%5Bprice%5D=<price>&utm_term={click}',
    answer: { accepted: null, refused: '$.error || $.errors', uid: null, reason: '$.error || $.errors' },
    secretName: 'Token',
    fields: [
      {
        name: 'project',
        title: { en: 'Project, the first part of its address', ru: 'Проект, первая часть адреса' },
        example: 'my-offer',
      },
      {
        name: 'webmaster_id',
        title: { en: 'Your webmaster ID', ru: 'Ваш ID вебмастера' },
        example: '14',
      },
      {
        name: 'good_id',
        title: { en: 'ID of the good', ru: 'ID товара' },
        example: '182365',
      },
      {
        name: 'price',
        title: { en: 'Price of the good', ru: 'Цена товара' },
        example: '1990',
      },
    ],
    note: UNKNOWN_ANSWER,
    accepted: [{ http: 200, body: '[1842]', uid: '' }],
    refused: [{ http: 200, body: '{"error":"token"}', reason: 'token' }],
  },
];
