import { RateLimiterMemory } from 'rate-limiter-flexible';
import { networkOf } from './network-of.ts';

const PER_NETWORK = 60;
const IN_ALL = 1200;
const MINUTE_S = 60;

/**
 * How many log entries a minute senders get whom nobody knows (wrong tokens and keys): enough to find a mistyped URL,
 * too few to fill a disk. Counted by network, so that changing addresses within one is of no use.
 *
 * @param workers processes that share the limit
 */
export function createStrangerLimit(workers = 1): (ip: string) => Promise<boolean> {
  const share = (limit: number) => ({ points: Math.ceil(limit / workers), duration: MINUTE_S });
  const byNetwork = new RateLimiterMemory(share(PER_NETWORK));
  const inAll = new RateLimiterMemory(share(IN_ALL));
  return async (ip) => {
    try {
      await byNetwork.consume(networkOf(ip));
      await inAll.consume('all');
      return true;
    } catch {
      return false;
    }
  };
}
