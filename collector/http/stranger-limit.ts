import { RateLimiterMemory } from 'rate-limiter-flexible';
import { networkOf } from './network-of.ts';

const PER_NETWORK = { points: 60, duration: 60 };
const IN_ALL = { points: 1200, duration: 60 };

/**
 * How many log entries a minute senders get whom nobody knows (wrong tokens and keys): enough to find a mistyped URL,
 * too few to fill a disk. Counted by network, so that changing addresses within one is of no use.
 */
export function createStrangerLimit(): (ip: string) => Promise<boolean> {
  const byNetwork = new RateLimiterMemory(PER_NETWORK);
  const inAll = new RateLimiterMemory(IN_ALL);
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
