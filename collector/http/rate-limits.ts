import { answerFor } from '../pipeline/answer.ts';
import type { Postback, Unreadable, Verdict } from '../pipeline/postback.ts';
import { refuse } from '../pipeline/refusal.ts';
import type { Door } from './doors.ts';
import { isLocal, networkOf } from './network-of.ts';
import { createBuckets, type Excess } from './token-buckets.ts';

export interface RateLimitOptions {
  /** Requests a minute from one network, for pages' doors and for tracking links each; 0: no limit. */
  readonly perNetwork: number;
  /** Requests a minute with one site key; 0: no limit. */
  readonly perKey: number;
  readonly now: () => number;
  /** Told of each request over a limit. */
  readonly onExcess?: (by: 'network' | 'key' | 'link') => void;
}

/** A request over a limit, with what its sender is told. */
export interface Refused extends Excess {
  readonly hint: string;
}

/** Limits of the doors that anybody may use. Servers with a token have none. */
export interface RateLimits {
  /** Asked before the request is read. */
  page(ip: string): Refused | null;
  key(siteKey: string): Refused | null;
  link(ip: string): Refused | null;
}

/**
 * Counts by network, so that changing addresses within one is of no use. Local addresses are not counted: behind a
 * proxy that `SUBPIXEL_PROXY_HOPS` does not tell of, they are all visitors of the world.
 */
export function createRateLimits(options: RateLimitOptions): RateLimits {
  const { perNetwork, perKey, now, onExcess = () => undefined } = options;
  const pages = createBuckets({ perMinute: perNetwork, now });
  const links = createBuckets({ perMinute: perNetwork, now });
  const keys = createBuckets({ perMinute: perKey, now });

  function refused(excess: Excess | null, by: 'network' | 'key' | 'link', who: string, perMinute: number) {
    if (excess === null) return null;
    onExcess(by);
    const again = `send it again in ${excess.retryAfterS} s`;
    return { ...excess, hint: `more than ${perMinute} requests a minute came from ${who}: ${again}` };
  }

  return {
    page: (ip) => (isLocal(ip) ? null : refused(pages(networkOf(ip)), 'network', 'this network', perNetwork)),
    key: (key) => refused(keys(key), 'key', 'pages with this site key', perKey),
    link: (ip) => (isLocal(ip) ? null : refused(links(networkOf(ip)), 'link', 'this network', perNetwork)),
  };
}

/** The same postback as one that is refused: it goes down the pipeline for its entry in the log. */
export function overLimit(postback: Postback, refused: Refused): Postback {
  return { ...postback, unreadable: unreadBecause(refused) };
}

/** What is said of a request over a limit that leaves no entry in the log. */
export function turnAway(door: Door, refused: Refused): Pick<Verdict, 'outcome' | 'answer'> {
  const { channel, purpose, format } = door;
  const outcome = refuse('access', 'rate-limit', refused.hint);
  const unreadable = unreadBecause(refused);
  return { outcome, answer: answerFor({ channel, purpose, format, unreadable }, outcome, '', null) };
}

function unreadBecause({ hint }: Refused): Unreadable {
  return { http: 429, error: 'access', reason: 'rate-limit', hint };
}
