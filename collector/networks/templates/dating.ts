import type { NetworkTemplate } from '../template.ts';

/** Dating and webcams. */
export const DATING: readonly NetworkTemplate[] = [
  {
    id: 'bongacash',
    name: 'BongaCash',
    kind: 'dating',
    link: { place: 'query', name: 'subid2' },
    macros: { click: '{subid2}', status: '{type}', price: '{commission}', currency: '{currency}' },
    statuses: { new: ['initial'], approve: ['rebill'], cancel: ['refund', 'chargeback'] },
    notes: '«initial» is the first payment, «rebill» a further one; a refund or chargeback cancels.',
    source: 'seen in code',
  },
  {
    id: 'crakrevenue',
    name: 'CrakRevenue',
    kind: 'dating',
    engine: 'TUNE',
    link: { place: 'query', name: 'aff_sub' },
    macros: { click: '{aff_sub}', uid: '{transaction_id}', price: '{payout}', currency: '{currency}' },
    statuses: {},
    defaultStatus: 'approve',
    source: 'recollection',
  },
  {
    id: 'lospollos',
    name: 'LosPollos',
    kind: 'dating',
    link: { place: 'query', name: 'cid' },
    macros: { click: '{cid}', price: '{sum}' },
    statuses: {},
    defaultStatus: 'approve',
    defaultCurrency: 'USD',
    source: 'seen in code',
  },
];
