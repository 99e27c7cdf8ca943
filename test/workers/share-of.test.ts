import { expect, test } from 'vitest';
import { readConfig } from '../../collector/config.ts';
import { shareOf } from '../../collector/workers/share-of.ts';

const limits = (environment: Record<string, string>) => {
  const { ratePerNetwork, ratePerKey, spoolMaxMb, dbConnections } = shareOf(readConfig(environment));
  return { ratePerNetwork, ratePerKey, spoolMaxMb, dbConnections };
};

test.each([
  [{}, { ratePerNetwork: 600, ratePerKey: 6000, spoolMaxMb: 256, dbConnections: 4 }],
  [{ SUBPIXEL_WORKERS: '1' }, { ratePerNetwork: 600, ratePerKey: 6000, spoolMaxMb: 256, dbConnections: 4 }],
  [{ SUBPIXEL_WORKERS: '4' }, { ratePerNetwork: 150, ratePerKey: 1500, spoolMaxMb: 64, dbConnections: 4 }],
  [
    { SUBPIXEL_WORKERS: '7', SUBPIXEL_RATE_PER_NETWORK: '0', SUBPIXEL_SPOOL_MAX_MB: '1' },
    { ratePerNetwork: 0, ratePerKey: 858, spoolMaxMb: 1, dbConnections: 4 },
  ],
])('%j: a worker has %j', (environment, expected) => {
  expect(limits(environment)).toEqual(expected);
});

test.each(['0', '-1', '1.5', 'all', '65'])('SUBPIXEL_WORKERS=%s is refused', (workers) => {
  expect(() => readConfig({ SUBPIXEL_WORKERS: workers })).toThrow(
    'SUBPIXEL_WORKERS: must be a number of processes from 1 to 64',
  );
});
