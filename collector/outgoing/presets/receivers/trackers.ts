import type { ReceiverPreset } from '../preset.ts';
import { SOURCE, TRACKER_DOMAIN } from './common.ts';

/** By which parameter of our tracking link the tracker hands over its click. */
const AS_SUBID = {
  en: 'Your tracking link has to bring the tracker’s click ID as subid: add subid={subid} to it there.',
  ru: 'Трекер должен передавать свой ID клика в subid: добавьте к ссылке на поток subid={subid}.',
} as const;
const AS_CLICKID = {
  en: 'Your tracking link has to bring the tracker’s click ID as subid: add subid={clickid} to it there.',
  ru: 'Трекер должен передавать свой ID клика в subid: добавьте к ссылке на поток subid={clickid}.',
} as const;

export const TRACKERS: readonly ReceiverPreset[] = [
  {
    // docs.keitaro.io, «Postback»: tid tells conversions of one click apart, statuses are its own words.
    ...SOURCE,
    name: 'keitaro',
    title: 'Keitaro',
    url: 'https://<domain>/{secret}/postback?subid={subid}&status={status}&payout={price}&currency={currency}&tid={lead}',
    statusWords: { new: 'lead', hold: 'lead', approve: 'sale', cancel: 'rejected', trash: 'rejected' },
    secretName: 'Postback key',
    fields: [TRACKER_DOMAIN],
    note: AS_SUBID,
  },
  {
    // docs.binom.org, «Postback».
    ...SOURCE,
    name: 'binom',
    title: 'Binom',
    url: 'https://<domain>/click.php?cnv_id={subid}&payout={price}&cnv_status={status}&cnv_currency={currency}',
    fields: [TRACKER_DOMAIN],
    note: AS_CLICKID,
  },
  {
    // doc.voluum.com, «Parameters in Postback URLs».
    ...SOURCE,
    name: 'voluum',
    title: 'Voluum',
    url: 'https://<domain>/postback?cid={subid}&payout={price}&currency={currency}&txid={lead}',
    statuses: ['approve'],
    fields: [TRACKER_DOMAIN],
    note: AS_CLICKID,
  },
  {
    // The postback URL that RedTrack shows for an offer source.
    ...SOURCE,
    name: 'redtrack',
    title: 'RedTrack',
    url: 'https://<domain>/postback?clickid={subid}&sum={price}',
    statuses: ['approve'],
    fields: [TRACKER_DOMAIN],
    note: AS_CLICKID,
  },
];
