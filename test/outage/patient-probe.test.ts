import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../collector/storage/database.ts';
import { createPatientProbe, writeProbe } from '../../collector/storage/write-probe.ts';
import { type DatabaseProxy, startProxy } from '../faults/support/proxy.ts';
import { startCollector, type TestCollector } from '../support/collector.ts';

let collector: TestCollector;
let proxy: DatabaseProxy;

beforeAll(async () => {
  collector = await startCollector();
  proxy = await startProxy(collector.databaseUrl);
});
afterAll(async () => {
  proxy.close();
  await collector.close();
});

test('a database that takes more than a second to connect to is found all the same', {
  timeout: 60_000,
}, async () => {
  const database = openDatabase(proxy.url, () => undefined);
  const probe = createPatientProbe(database.pool);
  proxy.set({ latency: 600 });
  await expect(writeProbe(database.pool)).rejects.toThrow('timeout');
  await expect(writeProbe(database.pool)).rejects.toThrow('timeout');
  const foundAt = async () => {
    for (let tries = 1; tries <= 5; tries += 1) {
      const isFound = await probe().then(
        () => true,
        () => false,
      );
      if (isFound) return tries;
    }
    return null;
  };
  expect(await foundAt()).toBeGreaterThan(1);
  // Then connections are given up after the usual second again.
  expect(database.pool.options.connectionTimeoutMillis).toBe(1000);
  await database.close();
});
