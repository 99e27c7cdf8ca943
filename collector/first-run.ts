import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { Config } from './config.ts';
import { newId, randomText } from './ids.ts';
import { hashPassword } from './people/password.ts';
import { makeToken } from './pipeline/token.ts';
import { addAccount, hasAccounts } from './storage/accounts.ts';
import { addFlow, setLandingUrl } from './storage/flows.ts';
import { addReceiver, setPresetUrl } from './storage/receivers.ts';
import { addToken } from './storage/tokens.ts';

/** What a newcomer needs, as `first-run.json` in the data folder keeps it. `flow` and what follows: demo only. */
export interface FirstRun {
  readonly consoleUrl: string;
  readonly login: string;
  readonly password: string;
  readonly postbackToken: string;
  readonly flow?: string;
  readonly siteKey?: string;
  readonly demoUrl?: string;
  /** The click of the demo lead, once there is one. */
  readonly click?: string;
}

const FILE = 'first-run.json';

/**
 * Makes the first account, and with the demo its flow, where the database has no account yet. Later starts return
 * what the first one made; null where the accounts were made otherwise.
 */
export async function firstRun(knex: Knex, config: Config, secret: string): Promise<FirstRun | null> {
  const known = await readFirstRun(config);
  const made = (await hasAccounts(knex)) ? known : await makeAccount(knex, config, secret);
  if (made === null) return null;
  const urls = {
    consoleUrl: `${config.publicUrl}/console`,
    ...(made.flow ? { demoUrl: demoUrl(config) } : {}),
  };
  const current = { ...made, ...urls };
  // The ports may be others than last time.
  if (made.flow) await setLandingUrl(knex, made.flow, demoUrl(config));
  await setPresetUrl(knex, DEMO_RECEIVER, toySourceUrl(config));
  await keepFirstRun(config, current);
  return current;
}

async function makeAccount(knex: Knex, config: Config, secret: string): Promise<FirstRun> {
  const password = randomText(16);
  const accountId = newId();
  const user = { id: newId(), login: 'admin', passwordHash: await hashPassword(password), operator: true };
  await addAccount(knex, { id: accountId, name: 'First account' }, user);
  const tokenId = randomText(12);
  await addToken(knex, { id: tokenId, accountId, name: 'first token' });
  const made: FirstRun = {
    consoleUrl: '',
    login: user.login,
    password,
    postbackToken: makeToken(tokenId, secret),
  };
  if (!config.demo) return made;
  const flow = { id: 'demo', siteKey: `pk_${randomText(20)}` };
  await addFlow(knex, { ...flow, accountId, name: 'Demo', landingUrl: demoUrl(config) });
  await addReceiver(knex, {
    ...{ id: DEMO_RECEIVER.id, accountId, flowId: flow.id, preset: DEMO_RECEIVER.preset },
    ...{ kind: 'main', name: 'Toy traffic source', url: toySourceUrl(config) },
  });
  return { ...made, flow: flow.id, siteKey: flow.siteKey };
}

const DEMO_RECEIVER = { id: 'rc_demo', preset: 'demo' } as const;

/** What the demo's traffic source is called with. From here, whatever the world calls this machine. */
function toySourceUrl({ demoPort }: Config): string {
  return `http://localhost:${demoPort}/source/postback?cid={subid}&status={status}&payout={price}&currency={currency}`;
}

function demoUrl(config: Config): string {
  const url = new URL(config.publicUrl);
  return `http://${url.hostname}:${config.demoPort}/`;
}

async function readFirstRun(config: Config): Promise<FirstRun | null> {
  try {
    return JSON.parse(await readFile(join(config.dataFolder, FILE), 'utf8'));
  } catch {
    return null;
  }
}

/** Only the owner may read it: it holds a password and a token. Written aside first, so that it is never half. */
export async function keepFirstRun(config: Config, firstRun: FirstRun): Promise<void> {
  const path = join(config.dataFolder, FILE);
  await writeFile(`${path}.new`, `${JSON.stringify(firstRun, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
