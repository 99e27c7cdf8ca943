import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { cleanText } from '../pipeline/clean-text.ts';
import type { Postback, RecordedRequest } from '../pipeline/postback.ts';
import { callerOf } from './caller.ts';
import type { Door } from './doors.ts';
import { decodeBytes } from './parameters/decode.ts';
import { readParameters } from './parameters/read-parameters.ts';
import { type Body, MAX_BODY_BYTES, readBody } from './read-body.ts';
import { redactBody, redactForm, redactParameters, redactTokens } from './redact.ts';

export interface ReceiveOptions {
  readonly now: () => Date;
  readonly newId: () => string;
  /** Proxies of our own in front of the collector. */
  readonly proxyHops: number;
}

/** Headers that help to find out who called and why it failed. No others are kept: they may hold secrets. */
const KEPT_HEADERS = [
  ...['accept-language', 'content-length', 'content-type', 'host', 'origin', 'referer', 'sec-purpose'],
  ...['user-agent', 'x-forwarded-for'],
];
const MAX_KEPT = 2000;
/** No longer query comes through node's parser. */
const MAX_QUERY = 16 * 1024;

/** `%XX` takes three times the room of the byte. */
const MAX_RECORDED_BODY = 3 * MAX_BODY_BYTES;

/** Site keys and flow IDs are shorter. */
const MAX_ID = 128;

/** A request as its parts, whoever has read them off the wire. */
export interface RequestParts {
  readonly method: string;
  /** Path and query, as they stand in the request line. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly remoteAddress: string;
  readonly body: Body;
}

/** Reads a request to its end and turns it into a postback. */
export async function receive(
  request: IncomingMessage,
  door: Door,
  options: ReceiveOptions,
): Promise<Postback> {
  const receivedAt = options.now();
  const parts: RequestParts = {
    method: request.method ?? '',
    url: request.url ?? '/',
    headers: request.headers,
    remoteAddress: request.socket.remoteAddress ?? '',
    body: refuseTwoHosts(request) ?? (await readBody(request)),
  };
  return toPostback(parts, door, receivedAt, options);
}

/** RFC 9112, section 3.2: proxies may take another of two Hosts than we do. Node lets both through (measured). */
function refuseTwoHosts(request: IncomingMessage): Body | null {
  if ((request.headersDistinct.host?.length ?? 0) < 2) return null;
  request.resume();
  const hint = 'the request has two Host headers: mend the program or proxy that sends it';
  return { bytes: Buffer.alloc(0), unreadable: { http: 400, reason: 'unreadable', hint } };
}

/** Turns a request into a postback, whatever it holds: what cannot be read is said in the postback itself. */
export async function toPostback(
  parts: RequestParts,
  door: Door,
  receivedAt: Date,
  options: ReceiveOptions,
): Promise<Postback> {
  const { headers, body } = parts;
  const { path, query } = splitUrl(parts.url);
  const contentType = headers['content-type'] ?? '';
  const { parameters, unreadable } = await readParameters({ query, body: body.bytes, contentType });
  const token = parameters.values.get('id') ?? '';
  const problem = body.unreadable ?? unreadable;
  return {
    id: options.newId(),
    receivedAt,
    channel: door.channel,
    purpose: door.purpose,
    format: door.format,
    credentials: credentialsFor(door, token, parameters.values.get('key') ?? ''),
    parameters: redactParameters(parameters),
    caller: callerOf(headers, parts.remoteAddress, options.proxyHops),
    request: record(parts, path, query, token),
    ...(problem ? { unreadable: problem } : {}),
  };
}

function credentialsFor(door: Door, token: string, key: string): Postback['credentials'] {
  if (door.channel === 'pixel') return { key: storable(key, MAX_ID) };
  if (door.channel === 'link') return { flow: storable(redactTokens(door.flow ?? ''), MAX_ID) };
  return { token };
}

function splitUrl(url: string): { path: string; query: string } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at + 1) };
}

/** What the log keeps. The token is taken out here, at the first byte that is kept anywhere. */
function record(parts: RequestParts, path: string, query: string, token: string): RecordedRequest {
  const headers: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = [parts.headers[name]].flat().join(', ');
    if (value !== '') headers[name] = storable(redactForm(value), MAX_KEPT);
  }
  const body = decodeBytes(parts.body.bytes);
  return {
    method: storable(parts.method, 20),
    path: storable(redactTokens(path), MAX_KEPT),
    query: storable(redactForm(query), MAX_QUERY),
    headers,
    body: storable(redactBody(body.text, token), MAX_RECORDED_BODY),
    ...(body.undecoded ? { bodyIsEscaped: true } : {}),
  };
}

function storable(text: string, max: number): string {
  return cleanText(text, max).text;
}
