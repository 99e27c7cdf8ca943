import type { ContactField } from './fields.ts';
import type { Lead } from './lead.ts';
import type { RecordedRequest, Remark } from './postback.ts';
import type { Changes } from './read-changes.ts';

/** Whether the buyer behind a click was forgotten: then none of its leads takes contact data again, nor does the log. */
export function isForgotten(leads: readonly Lead[]): boolean {
  return leads.some(({ erasedAt }) => erasedAt !== null);
}

/** What a postback may still change of a lead whose buyer was forgotten. */
export function withoutContact(wanted: Changes, remarks: Remark[]): Changes {
  const { contact, meta, ip } = wanted;
  const fields = Object.keys(contact) as ContactField[];
  const sent = [...fields.filter((field) => contact[field] !== ''), ...(ip === null ? [] : ['ip'])];
  if (Object.keys(meta).length > 0) sent.push('custom fields');
  if (sent.length > 0) {
    const says = `The data of this lead’s buyer was erased and stays so: ${sent.join(', ')} ignored`;
    remarks.push({ step: 'apply', says, warning: 'ignored' });
  }
  return { ...wanted, contact: { name: '', phone: '', email: '', comment: '' }, meta: {}, ip: null };
}

/** What the log may keep of a request about such a buyer. */
export function withoutContent({ method, path }: RecordedRequest): RecordedRequest {
  return { method, path, query: '', headers: {}, body: '', erased: true };
}
