import { redactTokens } from '../http/redact.ts';
import { sqlState } from '../storage/sqlstate.ts';

/** What the log keeps of an error. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  /** The SQLSTATE, or what node calls the error. */
  readonly code?: string;
  /** Where it happened, without the message. */
  readonly stack?: string;
  readonly cause?: LoggedError;
}

const EMAIL = /[^\s"'<>(),;:=]+@[^\s"'<>(),;:=]+\.[a-z]{2,}/gi;

/** The causes of errors could go in a circle. */
const MAX_DEPTH = 4;

/**
 * An error without the data that it speaks of. Of the server's errors only the SQLSTATE is kept: their messages quote
 * values, and `detail` is the whole row (PostgreSQL manual, section 54.8).
 */
export function logError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: clean(String(error)) };
  const state = sqlState(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  // What wraps an error repeats its message.
  const { cause } = error;
  return {
    type: error.name,
    message:
      isOfData(state) || isOfData(sqlState(cause))
        ? `SQLSTATE ${state || sqlState(cause)}`
        : clean(error.message),
    ...(code === undefined ? {} : { code }),
    ...(frames?.length ? { stack: frames.join('\n') } : {}),
    ...(cause === undefined || depth >= MAX_DEPTH ? {} : { cause: logError(cause, depth + 1) }),
  };
}

/** Connection faults and shutdowns (classes 08, 57) speak of none. Node's own codes, such as EROFS, begin with an E. */
function isOfData(state: string): boolean {
  return state !== '' && !/^(08|57|E)/.test(state);
}

function clean(text: string): string {
  return redactTokens(text).replace(EMAIL, '[email]');
}
