import type { Knex } from 'knex';
import { fromUuid } from '../pipeline/click-id.ts';
import type { Status } from '../pipeline/postback.ts';
import { firstId } from '../storage/partitions.ts';

/** What is odd about a network that gets orders from us. */
export interface OrderAlarms {
  /** Took orders and has not said a word of their leads since, longer than its receiver allows. */
  readonly silent: readonly SilentNetwork[];
  /** Refuses more of what it took than it used to: it may be shaving. */
  readonly shaving: readonly ShavingNetwork[];
}

export interface SilentNetwork {
  readonly receiverId: string;
  readonly name: string;
  readonly ackHours: number;
  /** Of the newest `of` orders that it should have spoken of. */
  readonly count: number;
  readonly of: number;
}

export interface ShavingNetwork {
  readonly receiverId: string;
  readonly name: string;
  /** Of the newest `decided` orders of a week that it took and decided about since. */
  readonly refused: number;
  readonly decided: number;
  /** The share that it refused before, 0 to 1. */
  readonly usual: number;
}

/** A lead behind an alarm. */
export interface AlarmedLead {
  /** Of the message that ordered it. */
  readonly orderId: string;
  readonly at: Date;
  readonly clickId: string;
  readonly leadId: string;
  readonly status: Status;
}

/** Refused and decided leads of some orders. */
export interface Decided {
  readonly refused: number;
  readonly decided: number;
}

interface Receiver {
  readonly id: string;
  readonly name: string;
  readonly ack_hours: number | null;
}

const HOUR_MS = 3600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** Orders of a receiver that are looked at, the newest first: indexes find them and their leads, however many there are. */
const MAX_ORDERS = 500;
/** Fewer say nothing of a share. */
const MIN_DECIDED = 20;
/** What a network refuses of which nothing is known yet: of orders paid on delivery about half come to nothing. */
const USUAL_SHARE = 0.5;
/** A share that is more than so much above the usual is odd, where chance alone would not explain it. */
const ODD_POINTS = 0.1;
const STANDARD_ERRORS = 2;

/** Looks at the orders of a week, receiver by receiver. */
export async function findOrderAlarms(knex: Knex, accountId: string, now: Date): Promise<OrderAlarms> {
  const receivers: Receiver[] = await knex('receivers')
    .where({ account_id: accountId, kind: 'order', is_on: true })
    .orderBy('name')
    .select('id', 'name', 'ack_hours');
  const [silent, shaving] = await Promise.all([
    Promise.all(receivers.map((receiver) => findSilent(knex, accountId, receiver, now))),
    Promise.all(receivers.map((receiver) => findShaving(knex, accountId, receiver, now))),
  ]);
  return { silent: silent.filter((each) => each !== null), shaving: shaving.filter((each) => each !== null) };
}

/** The leads behind an alarm, the newest orders first. Empty where the account has no such receiver. */
export async function listAlarmed(
  knex: Knex,
  accountId: string,
  receiverId: string,
  alarm: keyof OrderAlarms,
  now: Date,
): Promise<AlarmedLead[]> {
  const receiver: Receiver | undefined = await knex('receivers')
    .where({ account_id: accountId, id: receiverId, kind: 'order' })
    .first('id', 'name', 'ack_hours');
  if (!receiver || (alarm === 'silent' && receiver.ack_hours === null)) return [];
  const before = alarm === 'silent' ? silentBefore(receiver, now) : now;
  const { rows } = await knex.raw<{
    rows: { id: string; at: Date; click_id: string; lead_id: string; status: Status }[];
  }>(
    `select o.id, o.at, o.click_id, o.lead_id, l.status from (${TAKEN}) o
       join leads l on l.click_id = o.click_id and l.id = o.lead_id
      where ${alarm === 'silent' ? `o.tried_at < :before and not ${SPOKEN_OF}` : "l.status in ('cancel', 'trash')"}
      order by o.id desc`,
    { ...between(accountId, receiver, new Date(now.getTime() - WEEK_MS), before), before },
  );
  return rows.map((row) => ({
    orderId: fromUuid(row.id),
    at: row.at,
    clickId: fromUuid(row.click_id),
    leadId: fromUuid(row.lead_id),
    status: row.status,
  }));
}

/** Orders that a network took in a time. */
const TAKEN = `select id, at, click_id, lead_id, tried_at from outgoing
  where account_id = :accountId and receiver_id = :receiverId and id >= :from and id < :to and state = 'sent' and not test
  order by id desc limit ${MAX_ORDERS}`;

/** A word of the network may overtake our noting that it took the order. Files from a network are its words, too. */
const SPOKEN_OF = `exists (select from postback_log p where p.click_id = o.click_id and p.lead_id = o.lead_id
  and p.id >= :from and p.channel in ('s2s', 'replay', 'import'))`;

function between(accountId: string, { id }: Receiver, from: Date, to: Date) {
  return { accountId, receiverId: id, from: firstId(from), to: firstId(to) };
}

function silentBefore({ ack_hours: hours }: Receiver, now: Date): Date {
  return new Date(now.getTime() - (hours ?? 0) * HOUR_MS);
}

async function findSilent(
  knex: Knex,
  accountId: string,
  receiver: Receiver,
  now: Date,
): Promise<SilentNetwork | null> {
  if (receiver.ack_hours === null) return null;
  const before = silentBefore(receiver, now);
  const { rows } = await knex.raw<{ rows: { count: number; of: number }[] }>(
    `select count(*) filter (where not ${SPOKEN_OF})::int as count, count(*)::int as of
       from (${TAKEN}) o where tried_at < :before`,
    { ...between(accountId, receiver, new Date(now.getTime() - WEEK_MS), before), before },
  );
  const { count = 0, of = 0 } = rows[0] ?? {};
  return count === 0
    ? null
    : { receiverId: receiver.id, name: receiver.name, ackHours: receiver.ack_hours, count, of };
}

async function findShaving(
  knex: Knex,
  accountId: string,
  receiver: Receiver,
  now: Date,
): Promise<ShavingNetwork | null> {
  const weekAgo = new Date(now.getTime() - WEEK_MS);
  const [week, earlier] = await Promise.all([
    countDecided(knex, between(accountId, receiver, weekAgo, now)),
    countDecided(knex, between(accountId, receiver, new Date(weekAgo.getTime() - 4 * WEEK_MS), weekAgo)),
  ]);
  const usual = usualShare(earlier);
  return isOdd(week, usual) ? { receiverId: receiver.id, name: receiver.name, ...week, usual } : null;
}

async function countDecided(knex: Knex, of: ReturnType<typeof between>): Promise<Decided> {
  const { rows } = await knex.raw<{ rows: Decided[] }>(
    `select count(*) filter (where l.status in ('cancel', 'trash'))::int as refused,
            count(*) filter (where l.status <> 'new')::int as decided
       from (${TAKEN}) o join leads l on l.click_id = o.click_id and l.id = o.lead_id`,
    of,
  );
  return rows[0] ?? { refused: 0, decided: 0 };
}

/** What a network refused in the weeks before, or what networks do on the whole. */
export function usualShare({ refused, decided }: Decided): number {
  return decided < MIN_DECIDED ? USUAL_SHARE : refused / decided;
}

/** Whether so many refused are more than chance and habit explain. */
export function isOdd({ refused, decided }: Decided, usual: number): boolean {
  if (decided < MIN_DECIDED) return false;
  const error = Math.sqrt((usual * (1 - usual)) / decided);
  return refused / decided - usual > Math.max(ODD_POINTS, STANDARD_ERRORS * error);
}
