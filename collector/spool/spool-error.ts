/**
 * Why the spool did not do it. `full`: its bound is reached. `too-large`: this record is over the limit for one.
 * `io`: the disk refuses (no space, an input/output error). `held`: another process has the folder. `closed`: it was
 * closed.
 */
export type SpoolErrorKind = 'full' | 'too-large' | 'io' | 'held' | 'closed';

/** What every method of a spool throws. Its message never holds what a record says: that is contact data. */
export class SpoolError extends Error {
  constructor(
    readonly kind: SpoolErrorKind,
    message: string,
    override readonly cause?: unknown,
  ) {
    super(message);
    this.name = 'SpoolError';
  }
}

/** The bound is reached: nothing was written, the sender has to come again. */
export class SpoolFullError extends SpoolError {
  constructor(maxBytes: number) {
    super(
      'full',
      `The spool holds its ${maxBytes} bytes. It takes records again when it has been drained; raise its bound for longer outages.`,
    );
    this.name = 'SpoolFullError';
  }
}

/** The code of a system error, such as ENOSPC; null for anything else. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** A failed call of the file system as a SpoolError. */
export function ioError(doing: string, cause: unknown): SpoolError {
  if (cause instanceof SpoolError) return cause;
  const why = codeOf(cause) ?? (cause instanceof Error ? cause.message : String(cause));
  return new SpoolError('io', `The spool cannot ${doing}: ${why}.`, cause);
}
