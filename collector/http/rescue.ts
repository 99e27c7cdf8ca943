import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Answer, Unreadable } from '../pipeline/postback.ts';
import { findDoor, toStandardUrl } from './doors.ts';
import { LATE_ANSWER } from './late-answer.ts';
import { overLimit, type RateLimits, turnAway } from './rate-limits.ts';
import { type ReceiveOptions, type RequestParts, toPostback } from './receive.ts';

export interface RescueOptions extends ReceiveOptions {
  readonly pipeline: Pipeline;
  readonly limits: RateLimits;
  /** Where the browser's doors stand besides `/api/track`. */
  readonly trackPath: string;
}

/** What node's parser says when it refuses a request; `rawPacket` is what it had in hand. */
type ParserError = Error & { readonly code?: string; readonly rawPacket?: Buffer };

const NO_BODY = Buffer.alloc(0);

/**
 * A listener for the server's `clientError`. Node answers 400 to a raw space or raw UTF-8 in a URL before any code of
 * ours runs (llhttp's HPE_INVALID_URL, measured): such a postback would vanish without a log entry. The request line
 * is still in the packet; it goes down the same pipeline as any other. Over-long ones get their entry as well.
 */
export function createRescue(options: RescueOptions): (error: ParserError, socket: Socket) => void {
  // After its first complaint the parser complains of every packet that follows: so the rest of the request comes in.
  const heads = new WeakMap<Socket, Head>();
  return (error, socket) => {
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
      if (socket.writable) socket.end(LATE_ANSWER);
      return;
    }
    const head = heads.get(socket) ?? { why: whyNot(error), bytes: NO_BODY, done: false };
    if (!socket.writable || head.done) return;
    const bytes = Buffer.concat([head.bytes, error.rawPacket ?? NO_BODY]);
    const why = head.why === null && bytes.length > MAX_HEAD ? TOO_LONG : head.why;
    // Half a URL is another postback: `price=1250` may end after the 12.
    const done = why !== null || HEAD_END.test(bytes.toString('latin1'));
    heads.set(socket, { why, bytes, done });
    if (!done) return;
    rescue(bytes, why, socket.remoteAddress ?? '', options)
      .catch(() => null)
      .then((answer) => socket.end(answer ? write(answer) : BAD_REQUEST));
  };
}

/** What has come of a refused request so far. */
interface Head {
  /** As whyNot says of the first complaint. */
  readonly why: Unreadable | null | undefined;
  readonly bytes: Buffer;
  readonly done: boolean;
}

const MAX_HEAD = 16 * 1024;
const HEAD_END = /\n\r?\n/;

async function rescue(
  packet: Buffer,
  unreadable: Unreadable | null | undefined,
  remoteAddress: string,
  options: RescueOptions,
): Promise<Answer | null> {
  if (unreadable === undefined) return null;
  const parts = readPacket(packet, remoteAddress, unreadable, options.trackPath);
  const door = parts && findDoor(parts.method, pathOf(parts.url));
  if (!parts || !door || door.channel === 'link') return null;
  // Only a GET is whole: the body of a POST with such a URL has not been read, its query has.
  const postback = await toPostback(parts, door, options.now(), options);
  const { limits, pipeline } = options;
  const isPage = door.channel === 'pixel';
  const refused = isPage
    ? (limits.page(postback.caller.ip) ?? limits.key(postback.credentials.key ?? ''))
    : null;
  if (refused && !refused.isFirst) return turnAway(door, refused).answer;
  return (await pipeline.submit(refused ? overLimit(postback, refused) : postback)).answer;
}

/** What llhttp says of a raw byte in the URL, or of what follows a raw space instead of the version. */
const AFTER_A_SPACE = new Set([
  'HPE_INVALID_URL',
  'HPE_INVALID_CONSTANT',
  'HPE_INVALID_VERSION',
  'HPE_CR_EXPECTED',
]);

/** Null: it can be read after all; undefined: it is no request. */
function whyNot(error: ParserError): Unreadable | null | undefined {
  if (error.code !== undefined && AFTER_A_SPACE.has(error.code)) return null;
  return error.code === 'HPE_HEADER_OVERFLOW' ? TOO_LONG : undefined;
}

const TOO_LONG: Unreadable = {
  http: 431,
  reason: 'too-large',
  hint: 'the URL and headers are over 16 KB: send the parameters in the body of a POST',
};

function readPacket(
  packet: Buffer,
  remoteAddress: string,
  unreadable: Unreadable | null,
  trackPath: string,
): RequestParts | null {
  // latin1 keeps every byte as one character, whatever encoding the sender used.
  const [line = '', ...headerLines] = packet.toString('latin1').split(/\r?\n/);
  const match = /^(GET|POST) (\/.*?)(?: HTTP\/1\.[01])?$/.exec(line);
  if (!match?.[1] || !match[2]) return null;
  const headers = readHeaders(headerLines);
  return {
    method: match[1],
    url: toStandardUrl(escapeUrl(match[2]), trackPath),
    headers,
    remoteAddress,
    body: { bytes: NO_BODY, unreadable },
  };
}

function readHeaders(lines: readonly string[]): IncomingHttpHeaders {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    if (line === '') break;
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (colon > 0 && !Object.hasOwn(headers, name)) headers[name] = line.slice(colon + 1).trim();
  }
  return headers;
}

/** Every byte that no URL may hold becomes `%XX`, as the sender should have written it. */
function escapeUrl(url: string): string {
  return url.replace(
    /[^\x21-\x7e]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}

const BAD_REQUEST = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

function write(answer: Answer): Buffer {
  const body = Buffer.from(answer.body);
  const head = [
    `HTTP/1.1 ${answer.http} ${answer.http === 200 ? 'OK' : 'Error'}`,
    `Content-Type: ${answer.contentType}`,
    `Content-Length: ${body.length}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    `X-Postback-Result: ${answer.summary}`,
    ...(answer.http === 429 || answer.http === 503 ? ['Retry-After: 5'] : []),
    'Connection: close',
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}
