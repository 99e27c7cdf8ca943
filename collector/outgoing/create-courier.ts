import { Agent } from 'undici';
import { addressesOf, type FindAddresses } from '../net/look-up.ts';
import { cleanText } from '../pipeline/clean-text.ts';
import type { OutgoingRequest } from '../pipeline/sending/render-request.ts';
import { readAllowList } from './allow-list.ts';
import { answerText, READ_BYTES } from './answer-text.ts';
import type { Courier, Delivery, Failure, Reply } from './courier.ts';
import { type Ended, Exchange } from './exchange.ts';
import { fillSecret, hideSecret } from './fill-secret.ts';
import { createGuardedConnector } from './guarded-connector.ts';
import { readRetryAfter } from './retry-after.ts';
import { signatureOf } from './sign.ts';
import { createRules, type Hindrance, portOf, type RuleFor, readTarget, whyBlocked } from './where-to.ts';

export interface CourierOptions {
  /** Hosts, `host:port`, addresses and networks that may be called though they are not public (SUBPIXEL_OUTGOING_ALLOW). */
  readonly allow?: readonly string[];
  /** Looks names up; without it the system is asked. */
  readonly find?: FindAddresses;
  /** At which public addresses are called; only tests give others. */
  readonly ports?: readonly number[];
  readonly now?: () => Date;
}

const MAX_HEADER_BYTES = 16 * 1024;

const USER_AGENT = 'Subpixel/0.1';

/** They belong to the connection, or would have answers come in a form that nobody can read. */
const NOT_OURS =
  /^(host|content-length|transfer-encoding|connection|keep-alive|upgrade|expect|te|trailer|accept-encoding|proxy-.*)$/i;

/** Throws where an entry of `allow` makes no sense. */
export function createCourier({
  allow = [],
  find,
  ports,
  now = () => new Date(),
}: CourierOptions = {}): Courier {
  const ruleFor = createRules(readAllowList(allow), ports);
  const shared = {
    connect: createGuardedConnector(ruleFor, find),
    maxHeaderSize: MAX_HEADER_BYTES,
    // The whole exchange has a time of its own.
    ...{ headersTimeout: 0, bodyTimeout: 0 },
  };
  const agent = new Agent({ ...shared, keepAliveMaxTimeout: 30_000 });
  /** Closes after each request: a connection that is kept may be closed by the other side while we send. */
  const fresh = new Agent({ ...shared, pipelining: 0 });

  function send(delivery: Delivery, request: OutgoingRequest, target: URL): Promise<Ended> {
    return new Promise((resolve) => {
      const { origin, pathname, search } = target;
      const secretBytes = Buffer.byteLength(delivery.secret ?? '') * 3;
      const exchange = new Exchange(READ_BYTES + secretBytes, resolve);
      try {
        (delivery.isOnce ? fresh : agent).dispatch(
          {
            origin,
            path: pathname + search,
            method: request.method,
            headers: headersFor(delivery, request, now()),
            body: request.method === 'GET' ? null : request.body,
          },
          exchange,
        );
      } catch (error) {
        exchange.refuse(error instanceof Error ? error.message : String(error));
      }
    });
  }

  async function tryIt(delivery: Delivery): Promise<Omit<Reply, 'tookMs'>> {
    const request = fillSecret(delivery);
    if (request === null || (delivery.signs && delivery.secret === null))
      return notSent(
        'secret',
        'the key of this receiver is missing, cannot be opened, or is for another host by now',
      );
    const target = readTarget(request.url, ruleFor);
    if (!(target instanceof URL)) return notSent(target.failure, target.explains);
    const ended = await send(delivery, request, target);
    return toReply(ended, delivery.secret, now());
  }

  return {
    async deliver(delivery) {
      const begun = performance.now();
      const reply = await tryIt(delivery).catch((error) => notSent('bad-url', String(error)));
      return {
        ...reply,
        explains: hideSecret(reply.explains, delivery.secret),
        tookMs: Math.round(performance.now() - begun),
      };
    },
    whyNot: (url) => whyNot(url, ruleFor, find),
    async close() {
      await Promise.all([agent.destroy(), fresh.destroy()]);
    },
  };
}

/** A form is not held up by a name server for longer. */
const LOOK_UP_MS = 2000;

async function whyNot(
  url: string,
  ruleFor: RuleFor,
  find: FindAddresses | undefined,
): Promise<Hindrance | null> {
  const target = readTarget(url, ruleFor);
  if (!(target instanceof URL)) return target;
  const { protocol, port } = target;
  const host = target.hostname.replace(/^\[|\]$/g, '');
  const mayCall = ruleFor(host, portOf(protocol, port));
  const late = new Promise<[]>((resolve) => setTimeout(resolve, LOOK_UP_MS, []).unref());
  const addresses = await Promise.race([addressesOf(host, find), late]).catch(() => []);
  const inside = addresses.find(({ address }) => !mayCall(address));
  return inside ? { failure: 'blocked', explains: whyBlocked(inside.address) } : null;
}

function headersFor(delivery: Delivery, request: OutgoingRequest, now: Date): string[] {
  const own = request.headers.filter(([name]) => !NOT_OURS.test(name));
  const signed =
    delivery.signs && delivery.secret !== null
      ? signatureOf(delivery.secret, delivery.id, now, request.body)
      : [];
  const hasAgent = own.some(([name]) => name.toLowerCase() === 'user-agent');
  return [...own, ...(hasAgent ? [] : [['User-Agent', USER_AGENT]]), ...signed].flat();
}

function notSent(failure: Failure, explains: string): Omit<Reply, 'tookMs'> {
  return { http: null, failure, explains, answer: '', retryAfterMs: null, mayHaveArrived: false };
}

function toReply(ended: Ended, secret: string | null, now: Date): Omit<Reply, 'tookMs'> {
  const { http, headers, body, hasBegun } = ended;
  const isRedirect = ended.failure === null && http !== null && http >= 300 && http < 400;
  const { location, 'retry-after': retryAfter, 'content-type': contentType } = headers;
  const redirects = `redirects are not followed: ${location ?? ''}`;
  return {
    http,
    failure: isRedirect ? 'redirect' : ended.failure,
    // Without the key first: half of it would not be found.
    explains: isRedirect ? cleanText(hideSecret(redirects, secret), 500).text : ended.explains,
    answer: answerText(body, String(contentType ?? ''), secret),
    retryAfterMs: readRetryAfter([retryAfter].flat()[0], now),
    mayHaveArrived: hasBegun,
  };
}
