import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { openSpools, type Spools } from './spools.ts';

/** The largest request twice, as it came and as it was read, in JSON. */
const MAX_SPOOLED_BYTES = 2 ** 20;

/**
 * The spools of this process; null where they are switched off or where the disk refuses. The latter must not keep the
 * collector from running: while the database is there, they are not needed.
 */
export async function openUsableSpools(
  { spoolFolder, spoolMaxMb }: Pick<Config, 'spoolFolder' | 'spoolMaxMb'>,
  log: Logger,
): Promise<Spools | null> {
  if (spoolFolder === null) return null;
  const options = { maxBytes: spoolMaxMb * 2 ** 20, maxRecordBytes: MAX_SPOOLED_BYTES };
  try {
    return await openSpools(spoolFolder, options, (error) =>
      log.error({ err: error }, 'postbacks that wait on disk could not be read'),
    );
  } catch (error) {
    log.warn(
      { err: error },
      'postbacks cannot wait on disk: while the database is away they are answered 503',
    );
    return null;
  }
}
