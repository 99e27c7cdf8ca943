import { newId } from '../../../collector/ids.ts';
import { makeToken } from '../../../collector/pipeline/token.ts';
import { addAccount } from '../../../collector/storage/accounts.ts';
import { openDatabase } from '../../../collector/storage/database.ts';
import { addFlow } from '../../../collector/storage/flows.ts';
import { migrate } from '../../../collector/storage/migrate.ts';
import { addToken } from '../../../collector/storage/tokens.ts';
import type { Order } from './load.ts';

export const SECRET = 'a secret for faults that is long enough';
export const FLOW = 'shop';
const TOKEN_ID = 'faults000000';

/** Brings a database to the schema, with one account that has a token and a flow. */
export async function prepareDatabase(url: string): Promise<void> {
  await migrate(url);
  const database = openDatabase(url, () => undefined);
  const accountId = newId();
  const user = { id: newId(), login: 'faults', passwordHash: '-' };
  await addAccount(database.knex, { id: accountId, name: 'Faults' }, user);
  await addToken(database.knex, { id: TOKEN_ID, accountId, name: 'faults' });
  await addFlow(database.knex, {
    ...{ id: FLOW, accountId, name: 'Shop', siteKey: 'pk_faults', landingUrl: 'https://shop.example/' },
  });
  await database.close();
}

/** A postback of the account. `key`: postbacks with the same one are of the same click. */
export function postback(uid: string, key: string, more: Readonly<Record<string, string>> = {}): Order {
  const query = new URLSearchParams({
    ...{ id: makeToken(TOKEN_ID, SECRET), flow: FLOW, subid: key, uid },
    ...more,
  });
  return { uid, key, path: `/api/track/postback.json?${query}` };
}

/** Approved leads with a price, over so many clicks in turn. */
export function leadsOver(
  clicks: number,
  prefix = 'u',
  more: Readonly<Record<string, string>> = {},
): (serial: number) => Order {
  const fields = { status: 'approve', price: '12.50', ...more };
  return (serial) => postback(`${prefix}${serial}`, `click-${prefix}${serial % clicks}`, fields);
}
