import type { Click, Lead } from '../pipeline/lead.ts';

export interface Sample {
  readonly lead: Lead;
  readonly click: Click;
}

/** A made-up lead in which nothing is missing, to show what a receiver would be sent. The phone is one that nobody has. */
export function sampleLead(accountId: string, flowId: string, now: Date, statusWord = 'approve'): Sample {
  const clickedAt = new Date(now.getTime() - 3_600_000);
  const clickId = '01920000000070008000000000000001';
  const click: Click = {
    ...{ id: clickId, accountId, flowId, version: 1, source: 'link', createdAt: clickedAt },
    ...{ ip: '192.0.2.10', geo: 'DE', userAgent: 'Mozilla/5.0 (sample)', referrer: '' },
    url: 'https://shop.example/offer?gclid=sample-gclid&fbclid=sample-fbclid&ttclid=sample-ttclid',
    tags: {
      ...{ utm_source: 'sample', utm_campaign: 'campaign', utm_content: 'content', utm_term: 'term' },
      ...{ utm_medium: 'cpc', subid: 'sample-subid', domain: 'shop.example', adid: 'ad-1' },
      ...{ data1: 'one', data2: 'two' },
    },
  };
  const lead: Lead = {
    ...{ id: '01920000000070008000000000000002', clickId, accountId, flowId, uid: 'sample-1', goal: 'sale' },
    ...{ status: 'approve', statusWord, price: '12.5000', currency: 'USD' },
    ...{ sentPrice: null, sentCurrency: null, rate: null },
    ...{ name: 'Sample Buyer', phone: '+12025550123', email: 'sample@shop.example', comment: 'a sample' },
    ...{ meta: {}, geo: 'DE', ip: '192.0.2.10', test: true, confirmed: true },
    ...{ createdAt: clickedAt, updatedAt: now, erasedAt: null, sent: {} },
  };
  return { lead, click };
}
