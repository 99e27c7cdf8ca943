import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { leadsOver } from './support/account.ts';
import { commonFaults, type Experiment, finding } from './support/experiment.ts';
import { countFates, loadFor, sendAgain } from './support/load.ts';
import { reckon } from './support/reckon.ts';

/** kill -9 of the collector under load, again and again: what it has acknowledged is there, once. */
export const killCollector: Experiment = {
  id: 'R1',
  name: 'kill-collector',
  control: 'answers before it writes',
  async run({ lab, subject, isLong }) {
    const kills = isLong ? 200 : subject === 'control' ? 2 : 10;
    const postgres = await lab.postgres();
    const collector = await (subject === 'product'
      ? lab.collector(postgres.url)
      : lab.naive('acks-first', postgres.url));
    const load = lab.load({ ...loadFor(isLong), port: collector.port, order: leadsOver(20_000) });

    let recoveryMs = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      await delay(randomInt(100, 600));
      const killedAt = Date.now();
      await collector.kill();
      await collector.start();
      const first = await load.acknowledgedAfter(killedAt);
      recoveryMs = Math.max(recoveryMs, first.answeredAt - killedAt);
    }
    const sendings = await load.stop();
    await collector.drained();
    const doubtful = sendings.filter(({ fate }) => fate === 'in doubt');
    const again = subject === 'product' ? await sendAgain(collector.port, doubtful) : [];
    await collector.drained();

    const reckoned = await reckon(postgres, [...sendings, ...again]);
    const found = { ...countFates(sendings), ...reckoned, recoveryMs };
    return finding(`${kills} kills`, {
      ...found,
      notes: [`${doubtful.length} sent again`],
      faults: commonFaults(found),
    });
  },
};
