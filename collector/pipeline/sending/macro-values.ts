import { createHash } from 'node:crypto';
import { TAGS } from '../fields.ts';
import type { Click, Lead } from '../lead.ts';
import type { Status } from '../postback.ts';
import type { Receiver } from './receiver.ts';

/** Three words for five states: what most receivers tell apart. `hold` counts as confirmed (protocol section 4). */
const STAGES: Readonly<Record<Status, string>> = {
  new: 'pending',
  hold: 'confirmed',
  approve: 'confirmed',
  cancel: 'rejected',
  trash: 'rejected',
};

/**
 * What the macros of a receiver's templates stand for. Besides those of the protocol: `{url.xxx}`, a parameter of the
 * page that the visitor landed on (`{url.gclid}`); `{click_time}`; `{email.sha256}` and `{phone.sha256}`, as ad networks match
 * people. Times are seconds since 1970; `{time.iso}` and `{click_time.iso}` are in UTC. `{time}` is `at`.
 */
export function macroValues(
  receiver: Pick<Receiver, 'statusWords'>,
  lead: Lead,
  click: Click,
  at: Date,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const tag of TAGS) values.set(tag, click.tags[tag] ?? '');
  for (const [name, value] of landingParameters(click.url)) {
    if (!values.has(`url.${name}`)) values.set(`url.${name}`, value);
  }
  for (const [name, value] of Object.entries(lead.meta)) values.set(`meta.${name}`, value);
  const known = {
    click: click.id,
    flow: lead.flowId,
    lead: lead.id,
    uid: lead.uid,
    status: receiver.statusWords[lead.status] ?? lead.status,
    stage: STAGES[lead.status],
    goal: lead.goal,
    price: plain(lead.price),
    currency: lead.currency ?? '',
    name: lead.name,
    phone: lead.phone,
    email: lead.email,
    comment: lead.comment,
    geo: lead.geo ?? '',
    ip: lead.ip ?? '',
    ua: click.userAgent,
    time: seconds(at),
    'time.iso': at.toISOString(),
    click_time: seconds(click.createdAt),
    'click_time.iso': click.createdAt.toISOString(),
    'email.sha256': sha256(lead.email.trim().toLowerCase()),
    // Meta's way: digits only, and no zeros before them.
    'phone.sha256': sha256(lead.phone.replace(/\D/g, '').replace(/^0+/, '')),
  };
  for (const [name, value] of Object.entries(known)) values.set(name, value);
  return values;
}

/** `12.5000` is `12.5`, `12.0000` is `12`: four places are ours. Empty where there is no price. */
function plain(price: string | null): string {
  return price === null ? '' : price.replace(/\.?0+$/, '');
}

function seconds(at: Date): string {
  return String(Math.floor(at.getTime() / 1000));
}

function sha256(value: string): string {
  return value === '' ? '' : createHash('sha256').update(value).digest('hex');
}

function landingParameters(url: string): Iterable<[string, string]> {
  return URL.canParse(url) ? new URL(url).searchParams : [];
}
