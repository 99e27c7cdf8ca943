import { untilKnown } from '../../collector/console/until-known.ts';
import { newId, randomText } from '../../collector/ids.ts';
import type { OutgoingState } from '../../collector/storage/outgoing-criteria.ts';
import { addReceiver, type ReceiverSettings } from '../../collector/storage/receivers.ts';
import type { TestAccount, TestCollector } from './collector.ts';
import { aReceiver } from './receiver.ts';

/** A receiver of the account, of which the collector has heard; returns its ID. */
export async function addTestReceiver(
  { database }: Pick<TestCollector, 'database'>,
  { accountId }: Pick<TestAccount, 'accountId'>,
  settings: Partial<ReceiverSettings> = {},
): Promise<string> {
  const id = `rc_${randomText(12)}`;
  await addReceiver(database.knex, { ...aReceiver(settings), id, accountId });
  // A postback that came before may have let it remember that there is none.
  await untilKnown();
  return id;
}

interface Settled {
  readonly http?: number | null;
  readonly error?: string | null;
  readonly answer?: string;
  readonly orderUid?: string | null;
  readonly orderReason?: string | null;
}

/** What the sender would have written down of a message that it has tried once, in a stand without a sender. */
export async function settleMessage(
  { query }: Pick<TestCollector, 'query'>,
  id: string,
  state: OutgoingState,
  settled: Settled = {},
): Promise<void> {
  const { http = null, error = null, answer = '', orderUid = null, orderReason = null } = settled;
  if (state === 'waiting')
    await query(`update outgoing_queue set tries = tries + 1, due_at = now() + '5 minutes' where id = $1`, [
      id,
    ]);
  else await query('delete from outgoing_queue where id = $1', [id]);
  await query(
    `update outgoing set state = $2, tries = tries + 1, tried_at = now(), took_ms = 87, http = $3, error = $4,
            order_uid = $5, order_reason = $6 where id = $1`,
    [id, state, http, error, orderUid, orderReason],
  );
  await query(
    `insert into outgoing_attempts (outgoing_id, id, at, took_ms, http, error, answer)
     values ($1, $2, now(), 87, $3, $4, $5)`,
    [id, newId(), http, error, answer],
  );
}

/** The account's messages, the first first: 32 hex digits. */
export async function messagesOf(
  { query }: Pick<TestCollector, 'query'>,
  { accountId }: Pick<TestAccount, 'accountId'>,
): Promise<string[]> {
  const rows = await query<{ id: string }>('select id from outgoing where account_id = $1 order by id', [
    accountId,
  ]);
  return rows.map(({ id }) => id.replaceAll('-', ''));
}
