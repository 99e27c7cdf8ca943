import type { Config } from '../config.ts';

/**
 * What is one worker's part of the bounds that are meant for the machine. Connections come to the workers about evenly,
 * so who uses up its allowance does so with all of them. Bounds of one process, such as the database's connections, are
 * left as they are.
 */
export function shareOf(config: Config): Config {
  const share = (limit: number) => Math.ceil(limit / (config.workers ?? 1));
  return {
    ...config,
    ratePerNetwork: share(config.ratePerNetwork),
    ratePerKey: share(config.ratePerKey),
    spoolMaxMb: share(config.spoolMaxMb),
  };
}
