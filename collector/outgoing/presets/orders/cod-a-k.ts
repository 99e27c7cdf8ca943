import type { OrderPreset } from '../preset.ts';
import { LANDING_URL, OFFER_ID, ORDER, UNKNOWN_ID } from './common.ts';

export const ORDERS_A_K: readonly OrderPreset[] = [
  {
    // The network's own PHP for landing pages, in many public repositories; answers from a public shop's integration.
    ...ORDER,
    name: 'adcombo-order',
    title: 'AdCombo',
    method: 'GET',
    url: 'https://api.adcombo.com/api/v2/order/create/?api_key={secret}&name={name}&phone={phone}&offer_id=<offer_id>&country_code={geo}&price=<price>&base_url=<landing_url>&ip={ip}&subacc4={click}&ext_in_id={lead}',
    bodyType: 'none',
    body: '',
    answer: {
      accepted: '$.code = ok',
      refused: '$.code != ok',
      uid: '$.order_id',
      reason: '$.error || $.msg',
    },
    secretName: 'API key',
    fields: [
      OFFER_ID,
      {
        name: 'price',
        title: { en: 'Price on the landing page', ru: 'Цена на лендинге' },
        example: '39',
      },
      LANDING_URL,
    ],
    accepted: [{ http: 200, body: '{"code":"ok","order_id":10250731,"is_double":false}', uid: '10250731' }],
    refused: [{ http: 200, body: '{"code":"error","error":"Wrong phone"}', reason: 'Wrong phone' }],
  },
  {
    // The network's PHP class and several public integrations.
    ...ORDER,
    name: 'aff1-order',
    title: 'Aff1',
    url: 'https://api.aff1.com/v3/lead.create',
    body: 'api_key={secret}&target_hash=<target_hash>&country_code={geo}&name={name}&phone={phone}&clickid={click}&ip={ip}&user_agent={ua}',
    answer: {
      accepted: '$.status = success',
      refused: '$.status = error',
      uid: null,
      reason: '$.message || $.error',
    },
    secretName: 'api_key',
    fields: [
      {
        name: 'target_hash',
        title: {
          en: 'Hash of the target, on the offer’s page',
          ru: 'Хеш цели (target_hash), на странице оффера',
        },
        example: 'Bw9dev12',
      },
    ],
    note: UNKNOWN_ID,
    accepted: [{ http: 200, body: '{"status":"success"}', uid: '' }],
    refused: [
      { http: 200, body: '{"status":"error","message":"phone is invalid"}', reason: 'phone is invalid' },
    ],
  },
  {
    // One public shop's integration, which knows its codes (-9: the phone).
    ...ORDER,
    name: 'cpagetti-order',
    title: 'CPAgetti',
    url: 'https://api.cpagetti.com/order/register',
    body: 'api_key={secret}&offer_id=<offer_id>&name={name}&phone={phone}&country={geo}&ip={ip}&sub1={click}',
    answer: {
      accepted: '$.id || $.status = ok || $.status = success',
      refused: '$ = -* || $.error || $.status = error',
      uid: '$.id',
      reason: '$.message || $.error || $',
    },
    secretName: 'API token',
    fields: [OFFER_ID],
    verified: false,
    accepted: [{ http: 200, body: '{"id":"778812"}', uid: '778812' }],
    refused: [
      { http: 200, body: '-9', reason: '-9' },
      { http: 200, body: '{"error":-5,"message":"offer is off"}', reason: 'offer is off' },
    ],
  },
  {
    // Many public integrations; they take `uuid` of the answer, and every status but 200 as a refusal.
    ...ORDER,
    name: 'drcash-order',
    title: 'Dr.Cash',
    url: 'https://order.drcash.sh/v1/order',
    headers: [['Authorization', 'Bearer {secret}']],
    bodyType: 'json',
    body: '{"stream_code":"<stream_code>","client":{"name":"{name}","phone":"{phone}","email":"{email}","ip":"{ip}","country":"{geo}"},"sub1":"{click}"}',
    answer: { accepted: '$.uuid', refused: null, uid: '$.uuid', reason: '$.message || $.error' },
    secretName: 'API token',
    fields: [
      {
        name: 'stream_code',
        title: { en: 'Code of the stream', ru: 'Код потока' },
        example: 'iu244',
      },
    ],
    accepted: [
      {
        http: 200,
        body: '{"uuid":"6d1f8a44-2c3e-4b8e-9d0a-0b6f3c7a2e11"}',
        uid: '6d1f8a44-2c3e-4b8e-9d0a-0b6f3c7a2e11',
      },
    ],
    refused: [
      { http: 422, body: '{"message":"client.phone is invalid"}', reason: 'client.phone is invalid' },
    ],
  },
  {
    // The network's PHP, in many public repositories: 400 is a refusal. It needs no key.
    ...ORDER,
    name: 'everad-order',
    title: 'Everad',
    url: 'https://tracker.everad.com/conversion/new',
    body: 'campaign_id=<campaign_id>&name={name}&phone={phone}&country_code={geo}&ip={ip}&sid1={click}',
    answer: { accepted: '$.id || $.ok = true', refused: null, uid: '$.id', reason: '$.message || $.error' },
    secretName: null,
    fields: [
      {
        name: 'campaign_id',
        title: { en: 'ID of the campaign', ru: 'ID потока (campaign_id)' },
        example: '919520',
      },
    ],
    accepted: [{ http: 200, body: '{"ok":true,"id":4410293}', uid: '4410293' }],
    refused: [{ http: 400, body: 'Order data is invalid', reason: 'Order data is invalid' }],
  },
  {
    // The network's PHP class and public integrations, with answers in their comments.
    ...ORDER,
    name: 'kma-order',
    title: 'KMA.biz',
    url: 'https://api.kma.biz/lead/add',
    headers: [
      ['Authorization', 'Bearer {secret}'],
      ['Accept', 'application/json'],
    ],
    body: 'channel=<channel>&name={name}&phone={phone}&ip={ip}&country={geo}&data1={click}',
    answer: { accepted: '$.order', refused: '$.code != 0', uid: '$.order', reason: '$.message' },
    secretName: 'API token',
    fields: [
      {
        name: 'channel',
        title: { en: 'Channel of the stream', ru: 'Канал (код потока)' },
        example: '9Qe44v',
      },
    ],
    accepted: [
      {
        http: 200,
        body: '{"code":0,"message":"OK","status":"ok","order":1033507426,"country":"ES"}',
        uid: '1033507426',
      },
    ],
    refused: [
      { http: 200, body: '{"code":13,"message":"Duplicate of order!"}', reason: 'Duplicate of order!' },
    ],
  },
];
