import type { Sending } from './load.ts';
import type { OwnPostgres } from './postgres.ts';

/** Senders' clocks and the collector's are the same, but they look at them a moment apart. In milliseconds. */
const SAME_INSTANT_MS = 20;

export interface Reckoning {
  readonly lost: number;
  readonly duplicated: number;
}

/** Compares what senders were told with what the database holds: run it when nothing is under way any more. */
export async function reckon(postgres: OwnPostgres, sendings: readonly Sending[]): Promise<Reckoning> {
  const leads = await postgres.query<{ uid: string; count: number }>(
    'select uid, count(*)::int from leads group by uid',
  );
  const stored = new Set(leads.map(({ uid }) => uid));
  const acknowledged = sendings.filter(({ fate }) => fate === 'acknowledged');
  const createdTwice = await postgres.query<{ uid: string }>(
    `select uid from postback_log where result = 'created' group by uid having count(*) > 1`,
  );
  const twice = new Set([
    ...leads.filter(({ count }) => count > 1).map(({ uid }) => uid),
    ...createdTwice.map(({ uid }) => uid),
  ]);
  const lost = new Set(acknowledged.filter(({ uid }) => !stored.has(uid)).map(({ uid }) => uid));
  return { lost: lost.size, duplicated: twice.size };
}

/**
 * Postbacks of one click that were applied in another order than they were sent in. Only those count whose sender had
 * the first one's answer before the second was sent. The IDs of leads are made as they are applied: that is the order.
 */
export async function countOutOfOrder(postgres: OwnPostgres, sendings: readonly Sending[]): Promise<number> {
  const rows = await postgres.query<{ uid: string }>('select uid from leads order by id');
  const place = new Map(rows.map(({ uid }, index) => [uid, index]));
  const last = new Map<string, Sending>();
  let wrong = 0;
  for (const each of sendings.filter(({ fate }) => fate === 'acknowledged').sort(bySentAt)) {
    const before = last.get(each.key);
    last.set(each.key, each);
    if (!before || before.answeredAt > each.sentAt) continue;
    if ((place.get(before.uid) ?? 0) > (place.get(each.uid) ?? 0)) wrong += 1;
  }
  return wrong;
}

/** Postbacks whose log entry or lead bears another instant than that at which they came. */
export async function countOffTime(postgres: OwnPostgres, sendings: readonly Sending[]): Promise<number> {
  const rows = await postgres.query<{ uid: string; entered: Date; made: Date }>(
    `select l.uid, l.received_at as entered, d.created_at as made
       from postback_log l join leads d on d.click_id = l.click_id and d.uid = l.uid where l.result = 'created'`,
  );
  const sent = new Map(sendings.map((each) => [each.uid, each]));
  return rows.filter(({ uid, entered, made }) => {
    const { sentAt = 0, answeredAt = 0 } = sent.get(uid) ?? {};
    return ![entered, made].every(
      (at) => at.getTime() >= sentAt - SAME_INSTANT_MS && at.getTime() <= answeredAt + SAME_INSTANT_MS,
    );
  }).length;
}

function bySentAt(one: Sending, other: Sending): number {
  return one.sentAt - other.sentAt;
}
