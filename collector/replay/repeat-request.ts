import { findDoor } from '../http/doors.ts';
import { unescapeBytes } from '../http/parameters/decode.ts';
import { toPostback } from '../http/receive.ts';
import type { Postback } from '../pipeline/postback.ts';
import type { LogDetail } from '../storage/log.ts';

export interface RepeatOptions {
  /** Whose log the entry is in: the token is not kept, so this stands for it. */
  readonly accountId: string;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Only tell what would happen. */
  readonly preview: boolean;
}

/** Of these the log has only a part: what was missing is not known. */
const LOST: ReadonlySet<string> = new Set(['too-large', 'unreadable']);

/** Whether an entry came through a door with all that it said, so that its request can be made once more. */
export function isRepeatable(entry: LogDetail): boolean {
  const isWhole =
    !entry.request.erased && !entry.dry && entry.replayOf === null && !LOST.has(entry.reason ?? '');
  return isWhole && findDoor(entry.request.method, entry.request.path) !== null;
}

/**
 * Makes a postback of a logged request once more, through the same reading as the first time. It may do what its
 * channel may: a browser's lead stays a browser's lead. Null where the entry is none that came through a door.
 */
export async function repeatRequest(entry: LogDetail, options: RepeatOptions): Promise<Postback | null> {
  const { method, path, query, headers, body, bodyIsEscaped } = entry.request;
  const door = findDoor(method, path);
  if (!door || !isRepeatable(entry)) return null;
  const parts = {
    method,
    url: query === '' ? path : `${path}?${query}`,
    headers,
    remoteAddress: entry.ip ?? '',
    body: { bytes: bodyIsEscaped ? unescapeBytes(body) : Buffer.from(body), unreadable: null },
  };
  // The address is the one that was found then: the header is not read again.
  const reading = { now: options.now, newId: options.newId, proxyHops: 0 };
  const postback = await toPostback(parts, door, options.now(), reading);
  const values = new Map(postback.parameters.values);
  if (options.preview) values.set('dry', '1');
  // A page's own `dry` was ignored the first time.
  else values.delete('dry');
  return {
    ...postback,
    format: 'json',
    parameters: { ...postback.parameters, values },
    credentials: door.channel === 'pixel' ? postback.credentials : { accountId: options.accountId },
    replay: { of: entry.id, at: entry.receivedAt },
  };
}
