import type { OrderPreset } from '../preset.ts';
import { LANDING_URL, OFFER_ID, ORDER, UNKNOWN_ANSWER, UNKNOWN_ID } from './common.ts';

export const ORDERS_L_Z: readonly OrderPreset[] = [
  {
    // Many public integrations, all by http; that the host takes https is seen in another. One reads the answer.
    ...ORDER,
    name: 'leadbit-order',
    title: 'LeadBit',
    url: 'https://wapi.leadbit.com/api/pub/new-order/{secret}',
    body: 'flow_hash=<flow_hash>&landing=<landing_url>&name={name}&phone={phone}&country={geo}&email={email}&ip={ip}&sub1={click}',
    answer: {
      accepted: '$.status = success',
      refused: '$.status = error',
      uid: null,
      reason: '$.message || $.error || $.data',
    },
    secretName: 'API token',
    fields: [
      { name: 'flow_hash', title: { en: 'Hash of the flow', ru: 'Хеш потока' }, example: 'Ib8k' },
      LANDING_URL,
    ],
    note: UNKNOWN_ID,
    verified: false,
    accepted: [{ http: 200, body: '{"status":"success"}', uid: '' }],
    refused: [{ http: 200, body: '{"status":"error","message":"wrong phone"}', reason: 'wrong phone' }],
  },
  {
    // Parameters after the network's documentation (docs.limonad.com), the address after one public integration.
    ...ORDER,
    name: 'limonad-order',
    title: 'LemonAD',
    url: 'https://sendmelead.com/api/v3/lead/add',
    headers: [['X-Token', '{secret}']],
    bodyType: 'json',
    body: '{"offerId":"<offer_id>","name":"{name}","phone":"{phone}","domain":"<landing_url>","ip":"{ip}","clickid":"{click}"}',
    answer: { accepted: null, refused: null, uid: null, reason: '$.message || $.error' },
    secretName: 'Webmaster token',
    fields: [OFFER_ID, LANDING_URL],
    note: UNKNOWN_ANSWER,
    verified: false,
    accepted: [{ http: 200, body: '{"success":true}', uid: '' }],
    refused: [{ http: 422, body: '{"message":"phone"}', reason: 'phone' }],
  },
  {
    // Many public integrations, with the reading of the answer.
    ...ORDER,
    name: 'lucky-order',
    title: 'LuckyOnline',
    url: 'https://lucky.online/api/v1/lead-create/webmaster?api_key={secret}',
    body: 'campaign_hash=<campaign_hash>&name={name}&phone={phone}&country={geo}&ip={ip}&user_agent={ua}&subid={click}&utm_source={utm_source}&utm_campaign={utm_campaign}',
    answer: {
      accepted: '$.response.status = success',
      refused: '$.response.status != success',
      uid: '$.response.content.click_id',
      reason: '$.response.message',
    },
    secretName: 'API key',
    fields: [
      {
        name: 'campaign_hash',
        title: { en: 'Hash of the campaign', ru: 'Хеш кампании' },
        example: 'e6718541-07e2-4bfd-83b5-e56831111d07',
      },
    ],
    accepted: [
      {
        http: 200,
        body: '{"response":{"status":"success","content":{"click_id":"5f0a1b2c3d"}}}',
        uid: '5f0a1b2c3d',
      },
    ],
    refused: [
      {
        http: 200,
        body: '{"response":{"status":"error","message":"Invalid phone"}}',
        reason: 'Invalid phone',
      },
    ],
  },
  {
    // Many public integrations, with the reading of the answer. `visit_ok`: a parameter is missing, so it is no order.
    ...ORDER,
    name: 'm1-order',
    title: 'M1 (m1.top, m1-shop)',
    url: 'https://m1.top/send_order/',
    body: 'ref=<webmaster_id>&api_key={secret}&product_id=<product_id>&name={name}&phone={phone}&ip={ip}&s={click}',
    answer: {
      accepted: '$.result = ok',
      refused: '$.result = error || $.result = visit_ok',
      uid: '$.id',
      reason: '$.message || $.result',
    },
    secretName: 'API key',
    fields: [
      {
        name: 'webmaster_id',
        title: { en: 'Your webmaster ID', ru: 'Ваш ID вебмастера (ref)' },
        example: '162875',
      },
      {
        name: 'product_id',
        title: { en: 'Product ID, on the offer’s page', ru: 'ID товара, в карточке оффера' },
        example: '8113',
      },
    ],
    accepted: [{ http: 200, body: '{"result":"ok","id":55180234}', uid: '55180234' }],
    refused: [
      { http: 200, body: '{"result":"error","message":"double"}', reason: 'double' },
      { http: 200, body: '{"result":"visit_ok"}', reason: 'visit_ok' },
    ],
  },
  {
    // Many public integrations; `lead_hash` and the code of a duplicate after one of them.
    ...ORDER,
    name: 'monsterleads-order',
    title: 'MonsterLeads',
    url: 'https://api.monsterleads.pro/method/order.add?api_key={secret}&format=json&code=<code>',
    body: 'tel={phone}&client={name}&ip={ip}&geo={geo}&subid={click}',
    answer: {
      accepted: '$.status = ok',
      refused: '$.status = error',
      uid: '$.lead_hash',
      reason: '$.error_message || $.error || $.error_code',
    },
    secretName: 'API key',
    fields: [{ name: 'code', title: { en: 'Code of the stream', ru: 'Код потока' }, example: '37tn1v8u' }],
    accepted: [{ http: 200, body: '{"status":"ok","lead_hash":"a81bc02f"}', uid: 'a81bc02f' }],
    refused: [{ http: 200, body: '{"status":"error","error_code":438}', reason: '438' }],
  },
  {
    // The network's PHP with its comments on the fields, and a public shop's integration with the answer.
    ...ORDER,
    name: 'shakes-order',
    title: 'Shakes',
    url: 'https://shakes.pro/?r=/api/order/in&key={secret}',
    body: 'createdAt={time.iso}&offerId=<offer_id>&landingUrl=<landing_url>&streamCode=<stream_code>&name={name}&phone={phone}&countryCode={geo}&ip={ip}&userAgent={ua}&sub1={click}',
    answer: {
      accepted: '$.status = ok',
      refused: '$.status != ok',
      uid: '$.orderId',
      reason: '$.error || $.msg',
    },
    secretName: 'API key',
    fields: [
      OFFER_ID,
      LANDING_URL,
      { name: 'stream_code', title: { en: 'Code of the stream', ru: 'Код потока' }, example: 'AAAA' },
    ],
    accepted: [{ http: 200, body: '{"status":"ok","orderId":9081726}', uid: '9081726' }],
    refused: [{ http: 200, body: '{"status":"error","msg":"stream is off"}', reason: 'stream is off' }],
  },
  {
    // The network's PHP, in many public repositories. `id` is ours; that it is known again is nowhere said.
    ...ORDER,
    name: 'trafficlight-order',
    title: 'TrafficLight (cpa.tl)',
    url: 'https://api.cpa.tl/api/lead/send',
    body: 'key={secret}&id={lead}&offer_id=<offer_id>&stream_hid=<stream_hid>&name={name}&phone={phone}&country={geo}&ip_address={ip}&user_agent={ua}&sub1={click}',
    answer: { accepted: '$.id', refused: '$.errmsg', uid: '$.id', reason: '$.errmsg' },
    secretName: 'API key',
    fields: [
      OFFER_ID,
      {
        name: 'stream_hid',
        title: { en: 'ID of the stream, may be empty', ru: 'ID потока, можно не заполнять' },
        example: 'xlDUaz3M',
      },
    ],
    accepted: [{ http: 200, body: '{"id":"30771299"}', uid: '30771299' }],
    refused: [{ http: 200, body: '{"errmsg":"wrong offer"}', reason: 'wrong offer' }],
  },
  {
    // The network's PHP and many public integrations: `status` is `ok`.
    ...ORDER,
    name: 'webvork-order',
    title: 'Webvork',
    url: 'https://api.webvork.com/v1/new-lead',
    body: 'token={secret}&offer_id=<offer_id>&name={name}&phone={phone}&country={geo}&ip={ip}&utm_medium={click}&utm_source={utm_source}&utm_campaign={utm_campaign}',
    answer: {
      accepted: '$.status = ok',
      refused: '$.status = error',
      uid: null,
      reason: '$.message || $.error',
    },
    secretName: 'Token',
    fields: [OFFER_ID],
    note: UNKNOWN_ID,
    accepted: [{ http: 200, body: '{"status":"ok"}', uid: '' }],
    refused: [{ http: 200, body: '{"status":"error","message":"Invalid phone"}', reason: 'Invalid phone' }],
  },
];
