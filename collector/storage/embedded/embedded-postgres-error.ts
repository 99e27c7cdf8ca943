/** Why the embedded Postgres cannot run and what to do about it; the message is meant for a person. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'there is a file where a folder is needed',
};

/** Turns a failed file operation into words; every other error is handed back as it is. */
export function explainFileError(error: unknown, dataDir: string): unknown {
  if (!(error instanceof Error) || error instanceof EmbeddedPostgresError) return error;
  const { code, path = dataDir } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : REASONS[code];
  if (reason === undefined) return error;
  return new EmbeddedPostgresError(
    `Cannot use «${path}»: ${reason}. The database lives there: make the folder writable for the user who runs ` +
      'the collector, or set SUBPIXEL_DATA to another folder, or set DATABASE_URL to a Postgres of your own.',
    { cause: error },
  );
}
