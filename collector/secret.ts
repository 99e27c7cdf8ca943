import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { type Config, ConfigError } from './config.ts';
import { keepSetting } from './storage/settings.ts';

/** The server's secret: from the environment, else the one in the data folder, which is made at the first start. */
export async function readSecret(config: Config): Promise<string> {
  if (config.secret !== null) return config.secret;
  await mkdir(config.dataFolder, { recursive: true });
  const path = join(config.dataFolder, 'secret');
  try {
    // `wx`: of two processes that start at once, one makes it and the other reads it.
    await writeFile(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const secret = (await readFile(path, 'utf8')).trim();
  if (secret.length < 32)
    throw new ConfigError(`${path} holds no secret: restore it, or set SUBPIXEL_SECRET`);
  return secret;
}

/**
 * Makes sure that every collector of a database has the same secret: with another one, all its postback tokens would
 * be refused, and nobody would know why. Throws ConfigError.
 */
export async function checkSecret(knex: Knex, secret: string): Promise<void> {
  const fingerprint = createHash('sha256').update(`fingerprint:${secret}`).digest('hex').slice(0, 32);
  if ((await keepSetting(knex, 'secret_fingerprint', fingerprint)) !== fingerprint) {
    throw new ConfigError(
      'SUBPIXEL_SECRET is not the one that this database was set up with: its postback tokens would all be refused. ' +
        'Give every collector the same secret; the first one keeps it in the file `secret` of its data folder.',
    );
  }
}
