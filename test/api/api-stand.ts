import { randomText } from '../../collector/ids.ts';
import { addApiKey, SCOPES, type Scope } from '../../collector/storage/api-keys.ts';
import { type ConsoleStand, startConsole } from '../console/console-stand.ts';
import type { TestAccount } from '../support/collector.ts';

/** A collector with an account and a key of it that may do everything. */
export interface ApiStand {
  readonly stand: ConsoleStand;
  readonly account: TestAccount & { readonly login: string };
  makeKey(scopes: readonly Scope[]): Promise<string>;
  /** A call with that key or another; `json` is null where a file came. */
  call(method: string, path: string, body?: unknown, secret?: string): Promise<Called>;
}

export interface Called {
  readonly http: number;
  readonly text: string;
  readonly json: ReturnType<typeof JSON.parse>;
}

export async function startApi(): Promise<ApiStand> {
  const stand = await startConsole();
  const account = await stand.addUser();
  const { accountId } = account;
  const makeKey = (scopes: readonly Scope[]) =>
    addApiKey(stand.database.knex, { id: randomText(12), accountId, name: 'robot', scopes });
  const key = await makeKey(SCOPES);
  return {
    stand,
    account,
    makeKey,
    async call(method, path, body, secret = key) {
      const response = await fetch(`${stand.url}/api/v1${path}`, {
        method,
        headers: { Authorization: `Bearer ${secret}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json');
      return { http: response.status, text, json: isJson ? JSON.parse(text) : null };
    },
  };
}
