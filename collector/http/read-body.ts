import type { IncomingMessage } from 'node:http';
import getRawBody from 'raw-body';
import type { Unreadable } from '../pipeline/postback.ts';

/** More than any postback needs (protocol section 2). */
export const MAX_BODY_BYTES = 64 * 1024;

const NOTHING = Buffer.alloc(0);

/** The bytes of a body, or why there are none. */
export interface Body {
  readonly bytes: Buffer;
  readonly unreadable: Unreadable | null;
}

/** Reads the body of a request. A compressed body is refused: no network sends one, and it may be a bomb. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    request.resume();
    const hint = `a body with content-encoding ${encoding.slice(0, 20)} is not read: send it uncompressed`;
    return { bytes: NOTHING, unreadable: { http: 400, reason: 'unreadable', hint } };
  }
  try {
    const length = request.headers['content-length'];
    return {
      bytes: await getRawBody(request, { limit: MAX_BODY_BYTES, length: length ?? null }),
      unreadable: null,
    };
  } catch (error) {
    // What was not read must not be taken for the next request on this connection.
    request.resume();
    return { bytes: NOTHING, unreadable: whyNot(error) };
  }
}

function whyNot(error: unknown): Unreadable {
  const type = error instanceof Error && 'type' in error ? error.type : '';
  if (type === 'entity.too.large') {
    const hint = `the body is over ${MAX_BODY_BYTES / 1024} KB: send less, nothing of it was stored`;
    return { http: 413, reason: 'too-large', hint };
  }
  return {
    http: 400,
    reason: 'unreadable',
    hint: 'the body ended before its announced length: send it again',
  };
}
