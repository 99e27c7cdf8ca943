import { isIPv6 } from 'node:net';

const WINDOW_MS = 15 * 60 * 1000;

/** Tries per window. */
export interface TryLimits {
  readonly perLoginAndNetwork: number;
  readonly perNetwork: number;
  /** Wide for passwords, because with it a stranger can lock a user out for a while. */
  readonly perLogin: number;
}

const PASSWORD_TRIES: TryLimits = { perLoginAndNetwork: 10, perNetwork: 50, perLogin: 200 };
const LEAST = 3;

/** Beyond this many counters the oldest are forgotten: memory stays bounded whoever calls. */
const MAX_COUNTERS = 20_000;

export interface LoginLimit {
  /**
   * Counts a try before its password is looked at, so that a thousand at once do not all pass.
   * Returns 0 where it may go on, else the seconds until it makes sense to try again.
   */
  take(login: string, ip: string): number;
  /** The password was right: the user's own typing errors are forgotten. */
  succeed(login: string, ip: string): void;
}

/**
 * Slows down the guessing of passwords. Counts in memory: several collectors each allow as much.
 *
 * @param workers processes on this machine that share the limits
 */
export function createLoginLimit(now: () => Date, workers = 1, max = PASSWORD_TRIES): LoginLimit {
  // A browser keeps its connection and so its worker: who mistypes has a few tries with any number of them.
  const share = (tries: number) => Math.max(LEAST, Math.ceil(tries / workers));
  const counters = new Map<string, { count: number; endsAt: number }>();

  const counter = (key: string) => {
    const time = now().getTime();
    const known = counters.get(key);
    if (known && known.endsAt > time) return known;
    counters.delete(key);
    if (counters.size >= MAX_COUNTERS) {
      for (const oldest of counters.keys()) {
        counters.delete(oldest);
        break;
      }
    }
    const fresh = { count: 0, endsAt: time + WINDOW_MS };
    counters.set(key, fresh);
    return fresh;
  };
  const pairKey = (login: string, ip: string) => `both ${networkOf(ip)} ${login}`;

  return {
    take(login, ip) {
      const limits: [string, number][] = [
        [pairKey(login, ip), share(max.perLoginAndNetwork)],
        [`network ${networkOf(ip)}`, share(max.perNetwork)],
        [`login ${login}`, share(max.perLogin)],
      ];
      let waitMs = 0;
      for (const [key, most] of limits) {
        const counted = counter(key);
        if (counted.count >= most) waitMs = Math.max(waitMs, counted.endsAt - now().getTime());
        else counted.count += 1;
      }
      return Math.ceil(waitMs / 1000);
    },
    succeed(login, ip) {
      counters.delete(pairKey(login, ip));
    },
  };
}

/** What one caller can change at will is left out: the lower half of a v6 address. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const [head = '', tail] = ip.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const end = tail === '' ? [] : tail.split(':');
    // A v4 address at the end stands for two groups.
    const width = end.length + (tail.includes('.') ? 1 : 0);
    groups.push(...Array<string>(Math.max(0, 8 - groups.length - width)).fill('0'), ...end);
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
