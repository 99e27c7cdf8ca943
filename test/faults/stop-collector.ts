import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { leadsOver } from './support/account.ts';
import { commonFaults, type Experiment, finding } from './support/experiment.ts';
import { countFates, loadFor, sendAgain } from './support/load.ts';
import { reckon } from './support/reckon.ts';

/** Whoever stops a collector waits so long before he kills it. In milliseconds. */
const GRACE_MS = 10_000;

/** SIGTERM under load, each second time while the database is away: it ends by itself, and what it took is kept. */
export const stopCollector: Experiment = {
  id: 'R26',
  name: 'stop-collector',
  control: 'answers before it writes',
  async run({ lab, subject, isLong }) {
    const stops = isLong ? 50 : subject === 'control' ? 2 : 6;
    const postgres = await lab.postgres();
    const collector = await (subject === 'product'
      ? lab.collector(postgres.url)
      : lab.naive('acks-first', postgres.url));
    const load = lab.load({ ...loadFor(isLong), port: collector.port, order: leadsOver(20_000) });
    const faults: string[] = [];
    let longest = 0;
    let recoveryMs = 0;
    for (let stop = 0; stop < stops; stop += 1) {
      const isAway = stop % 2 === 1;
      if (isAway) await postgres.stop();
      await delay(randomInt(300, 800));
      const stoppedAt = Date.now();
      const { code, ms } = await collector.terminate();
      longest = Math.max(longest, ms);
      if (code !== 0) faults.push(`it ended with ${code ?? 'a signal'}`);
      if (isAway) await postgres.start();
      await collector.start();
      const first = await load.acknowledgedAfter(stoppedAt + ms);
      recoveryMs = Math.max(recoveryMs, first.answeredAt - stoppedAt);
    }
    const sendings = await load.stop();
    await collector.drained();
    const doubtful = sendings.filter(({ fate }) => fate === 'in doubt');
    const again = subject === 'product' ? await sendAgain(collector.port, doubtful) : [];
    await collector.drained();
    const excess = longest > GRACE_MS ? [`it took ${Math.round(longest)} ms to end`] : [];

    const found = {
      ...countFates(sendings),
      ...(await reckon(postgres, [...sendings, ...again])),
      recoveryMs,
    };
    return finding(`${stops} stops`, {
      ...found,
      notes: [
        `the longest took ${Math.round(longest)} ms`,
        `in doubt by ${[...new Set(doubtful.map(({ said }) => said))].join(', ') || 'nothing'}`,
      ],
      ...{ faults: [...commonFaults(found), ...faults], excess },
    });
  },
};
