import { setTimeout as delay } from 'node:timers/promises';
import { leadsOver } from './support/account.ts';
import { commonFaults, type Experiment, finding } from './support/experiment.ts';
import { countFates, slowest } from './support/load.ts';
import { megabytesOf } from './support/processes.ts';
import { reckon } from './support/reckon.ts';

/** The longest that anybody waits for an answer, in milliseconds. */
const CLAIMED_MS = 2500;
const MAX_GROWTH_MB = 100;

/** SIGSTOP of Postgres: connections stay open and nothing answers. Everybody is answered all the same, and in time. */
export const freezePostgres: Experiment = {
  id: 'R4',
  name: 'freeze-postgres',
  control: 'waits for its database for ever',
  async run({ lab, subject, isLong }) {
    const rounds = isLong ? 5 : 1;
    const frozenMs = isLong ? 30_000 : 8000;
    const postgres = await lab.postgres();
    const collector = await (subject === 'product'
      ? lab.collector(postgres.url)
      : lab.naive('no-timeouts', postgres.url));
    // An open loop: clients that wait for their answers hide what piles up.
    const load = lab.load({
      ...{ port: collector.port, clients: 4096, perSecond: 200, order: leadsOver(100_000) },
    });
    await delay(1000);
    const before = await megabytesOf(collector.pid());

    let recoveryMs = 0;
    let drainMs = 0;
    let peak = before;
    for (let round = 0; round < rounds; round += 1) {
      await postgres.freeze();
      await delay(frozenMs);
      peak = Math.max(peak, await megabytesOf(collector.pid()));
      await postgres.thaw();
      const backAt = Date.now();
      const first = await load.acknowledgedAfter(backAt, ({ said }) => said !== 'queued');
      recoveryMs = Math.max(recoveryMs, first.answeredAt - backAt);
      await collector.drained();
      drainMs = Math.max(drainMs, Date.now() - backAt);
    }
    const sendings = await load.stop();
    await collector.drained();

    const found = { ...countFates(sendings), ...(await reckon(postgres, sendings)), recoveryMs };
    const faults = commonFaults(found);
    const wait = slowest(sendings);
    const excess: string[] = [];
    if (wait > CLAIMED_MS) excess.push(`somebody waited ${Math.round(wait)} ms for an answer`);
    if (peak - before > MAX_GROWTH_MB) excess.push(`memory grew by ${Math.round(peak - before)} MB`);
    if (sendings.some(({ http, hasRetryAfter }) => http === 503 && !hasRetryAfter))
      faults.push('a refusal without Retry-After');
    return finding(`${rounds} × ${frozenMs / 1000} s`, {
      ...found,
      notes: [
        `slowest answer ${wait} ms`,
        `memory +${Math.round(peak - before)} MB`,
        `drained after ${drainMs} ms`,
      ],
      ...{ faults, excess },
    });
  },
};
