import { createHash } from 'node:crypto';
import type { Change, Click, Lead } from '../lead.ts';
import type { Channel, Remark, Status } from '../postback.ts';
import { macroValues } from './macro-values.ts';
import type { Receiver, ReceiverKind } from './receiver.ts';
import { type OutgoingRequest, renderRequest } from './render-request.ts';

/** One message to one receiver: a row of the outgoing log, which is written with the change that it tells of. */
export interface Send {
  /** UUIDv7, 32 hex digits; the same at each try, so that a receiver knows it again. */
  readonly id: string;
  readonly accountId: string;
  readonly flowId: string;
  readonly receiverId: string;
  readonly kind: ReceiverKind;
  readonly clickId: string;
  readonly leadId: string;
  /** The log entry that caused it. */
  readonly logId: string;
  readonly status: Status;
  readonly goal: string;
  readonly test: boolean;
  /** `host:port`, by which receivers that are slow or dead are told apart. */
  readonly host: string;
  readonly request: OutgoingRequest;
  readonly at: Date;
}

/** A lead that was changed, and what changed it. */
export interface LeadNews {
  readonly click: Click;
  /** Null where it is new. */
  readonly before: Lead | null;
  readonly lead: Lead;
  readonly changes: readonly Change[];
  readonly channel: Channel;
  readonly logId: string;
  readonly now: Date;
}

export interface Plan {
  readonly sends: readonly Send[];
  /** The lead, with what its receivers have been sent. */
  readonly lead: Lead;
  readonly remarks: readonly Remark[];
}

/** The instant alone makes no other URL. */
const NO_TIME = [
  ['time', ''],
  ['time.iso', ''],
] as const;

/** What additional postbacks tell of; a name or a phone that comes later is no news to them. */
const NEWS = ['status', 'goal', 'price', 'currency'];

/** Decides who hears of a lead's change, and what. Pure. */
export function planSends(receivers: readonly Receiver[], news: LeadNews, newId: () => string): Plan {
  let { lead } = news;
  const sends: Send[] = [];
  const remarks: Remark[] = [];
  for (const receiver of receivers) {
    if (!isMeant(receiver, news)) continue;
    const values = macroValues(receiver, lead, news.click, news.now);
    const request = renderRequest(receiver, values);
    if (receiver.kind !== 'additional') {
      const print = fingerprint(renderRequest(receiver, new Map([...values, ...NO_TIME])));
      if (lead.sent[receiver.id] === print) continue;
      lead = { ...lead, sent: { ...lead.sent, [receiver.id]: print } };
    }
    sends.push(toSend(receiver, request, news, newId()));
    remarks.push({ step: 'send', says: `Sent on to «${receiver.name}» (${receiver.kind})` });
  }
  return { sends, lead, remarks };
}

function isMeant(receiver: Receiver, { before, lead, changes, channel }: LeadNews): boolean {
  const { kind, statuses, goals } = receiver;
  if (changes.length === 0 || (lead.test && !receiver.testLeads)) return false;
  if (goals.length > 0 && !goals.includes(lead.goal)) return false;
  if (kind === 'order') return isOrder(receiver, lead, channel);
  if (statuses.length > 0 && !statuses.includes(lead.status)) return false;
  return kind === 'main' || before === null || changes.some(({ field }) => NEWS.includes(field));
}

/**
 * A network gets a lead once, as soon as it can call the buyer. What a server has told us of is known to the network
 * already, and what a person brings in by a file or by hand is no new order.
 */
function isOrder({ id }: Receiver, lead: Lead, channel: Channel): boolean {
  const isReachable = lead.phone !== '' || lead.email !== '';
  const isOurs = channel === 'pixel' && !lead.confirmed && lead.uid === '' && lead.status === 'new';
  return isOurs && isReachable && lead.erasedAt === null && !Object.hasOwn(lead.sent, id);
}

function toSend(receiver: Receiver, request: OutgoingRequest, news: LeadNews, id: string): Send {
  const { lead, logId, now } = news;
  return {
    id,
    accountId: lead.accountId,
    flowId: lead.flowId,
    receiverId: receiver.id,
    kind: receiver.kind,
    clickId: lead.clickId,
    leadId: lead.id,
    logId,
    status: lead.status,
    goal: lead.goal,
    test: lead.test,
    host: hostOf(request.url),
    request,
    at: now,
  };
}

/** `host:port` of a URL; empty where it is none, which the sender will say. */
export function hostOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, hostname, port } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** 80 bits: two requests of one lead that are not the same do not get the same by accident. */
function fingerprint({ method, url, body }: OutgoingRequest): string {
  return createHash('sha256').update(`${method} ${url}\n${body}`).digest('hex').slice(0, 20);
}
