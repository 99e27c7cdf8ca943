import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

/** Runs an empty embedded Postgres in a temporary folder; `stop` also removes everything it kept. */
export async function startTemporaryPostgres(): Promise<EmbeddedPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'subpixel-'));
  // mkdtemp makes it 0700, which would keep out the user whom root hands Postgres to.
  await chmod(dataDir, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  return {
    ...postgres,
    stop: async () => {
      await postgres.stop();
      for (const folder of [postgres.location, dataDir]) await rm(folder, { recursive: true, force: true });
    },
  };
}
