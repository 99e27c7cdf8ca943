import { type Encode, fillMacros } from './macros.ts';
import type { BodyType, Receiver } from './receiver.ts';

/**
 * A request as it will be sent, but for `{secret}`: that is filled in while it is sent, so that the log holds no key of
 * a receiver.
 */
export interface OutgoingRequest {
  readonly method: Receiver['method'];
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

const CONTENT_TYPES: Readonly<Record<BodyType, string | null>> = {
  none: null,
  form: 'application/x-www-form-urlencoded',
  json: 'application/json',
  text: 'text/plain; charset=utf-8',
};

const ENCODERS: Readonly<Record<BodyType, Encode>> = {
  none: () => '',
  form: encodeURIComponent,
  // Within a string: macros stand between quotes. No value can ask for the key.
  json: (value) => JSON.stringify(value).slice(1, -1).replaceAll('{', '\\u007b'),
  text: (value) => value.replaceAll('{', '(').replaceAll('}', ')'),
};

/** Dots alone would step out of their place in a path, in whatever way they are encoded. */
const inUrl: Encode = (value) => (/^\.{1,2}$/.test(value) ? '' : encodeURIComponent(value));

/** Fills in a receiver's templates. No value can add a parameter, a header, a line or a field: each is encoded for its place. */
export function renderRequest(
  receiver: Pick<Receiver, 'method' | 'url' | 'headers' | 'bodyType' | 'body'>,
  values: ReadonlyMap<string, string>,
): OutgoingRequest {
  const { method, bodyType } = receiver;
  const type = method === 'GET' ? null : CONTENT_TYPES[bodyType];
  const own = receiver.headers.map(
    ([name, value]) => [name, fillMacros(asHeader(value), values, asHeaderValue)] as const,
  );
  const isTyped = own.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    method,
    url: fillMacros(receiver.url, values, inUrl),
    headers: type === null || isTyped ? own : [['Content-Type', type], ...own],
    body: type === null ? '' : fillMacros(receiver.body, values, ENCODERS[bodyType]),
  };
}

/** Header values are visible ASCII (RFC 9110, section 5.5); the rest is percent-encoded. */
export function asHeader(value: string): string {
  return value.toWellFormed().replace(/[^\x20-\x7e]+/gu, encodeURIComponent);
}

/** Of a stranger: it cannot ask for the key either. */
function asHeaderValue(value: string): string {
  return asHeader(value).replaceAll('{', '%7B');
}
