import { setTimeout as delay } from 'node:timers/promises';
import { leadsOver } from './support/account.ts';
import { commonFaults, type Experiment, finding } from './support/experiment.ts';
import { countFates, needlessRefusals, slowest } from './support/load.ts';
import type { Weather } from './support/proxy.ts';
import { reckon } from './support/reckon.ts';

const CLAIMED_MS = 2500;
const BLACK_HOLE: readonly [string, Weather] = ['a black hole', { isBlackHole: true }];
const WEATHERS: readonly (readonly [string, Weather])[] = [
  ['300 ms', { latency: 300 }],
  ['resets', { reset: 0.05 }],
  ['lost replies', { dropReply: 0.05 }],
  ['64 bytes a second', { bytesPerSecond: 64 }],
  BLACK_HOLE,
];

/** A network to the database that is slow, that cuts and loses: everybody is answered, and all is stored once. */
export const network: Experiment = {
  id: 'R7',
  name: 'network',
  control: 'waits for its database for ever',
  async run({ lab, subject, isLong }) {
    const eachMs = isLong ? 60_000 : 2000;
    const rounds = isLong ? 2 : 1;
    const weathers = subject === 'control' ? [BLACK_HOLE] : WEATHERS;
    const postgres = await lab.postgres();
    const proxy = await lab.proxy(postgres.url);
    const collector = await (subject === 'product'
      ? lab.collector(proxy.url)
      : lab.naive('no-timeouts', proxy.url));
    const load = lab.load({
      ...{ port: collector.port, clients: 4096, perSecond: 200, order: leadsOver(100_000) },
    });
    await delay(500);
    let recoveryMs = 0;
    const recoveries: string[] = [];
    for (const [name, weather] of Array.from({ length: rounds }, () => weathers).flat()) {
      proxy.set(weather);
      await delay(eachMs);
      proxy.set({});
      const healedAt = Date.now();
      const first = await load.acknowledgedAfter(
        healedAt,
        ({ said }) => said !== 'queued',
        subject === 'control' ? 5000 : undefined,
      );
      const ms = first.answeredAt - healedAt;
      recoveryMs = Math.max(recoveryMs, ms);
      recoveries.push(`${name} ${ms}`);
    }
    const sendings = await load.stop();
    await collector.drained();

    const found = { ...countFates(sendings), ...(await reckon(postgres, sendings)), recoveryMs };
    const faults = [...commonFaults(found), ...needlessRefusals(sendings)];
    const wait = slowest(sendings);
    const excess = wait > CLAIMED_MS ? [`somebody waited ${wait} ms for an answer`] : [];
    return finding(`${rounds * weathers.length} × ${eachMs / 1000} s`, {
      ...found,
      notes: [`slowest answer ${wait} ms`, `ms to recover from ${recoveries.join(', ')}`],
      ...{ faults, excess },
    });
  },
};
