import { newId } from '../../collector/ids.ts';
import type { Lead } from '../../collector/pipeline/lead.ts';

/** A new, empty lead with the given fields. */
export function aLead(fields: Partial<Lead> = {}): Lead {
  const now = new Date();
  return {
    id: newId(),
    clickId: newId(),
    accountId: newId(),
    flowId: 'flow',
    uid: '',
    goal: '',
    status: 'new',
    statusWord: '',
    price: null,
    currency: null,
    sentPrice: null,
    sentCurrency: null,
    rate: null,
    name: '',
    phone: '',
    email: '',
    comment: '',
    meta: {},
    geo: null,
    ip: null,
    test: false,
    confirmed: false,
    createdAt: now,
    updatedAt: now,
    erasedAt: null,
    sent: {},
    ...fields,
  };
}
