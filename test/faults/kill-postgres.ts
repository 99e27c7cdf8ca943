import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { leadsOver } from './support/account.ts';
import { commonFaults, type Experiment, type Finding, finding, type Trial } from './support/experiment.ts';
import { countFates, loadFor, needlessRefusals, sendAgain } from './support/load.ts';
import type { OwnPostgres } from './support/postgres.ts';
import { reckon } from './support/reckon.ts';

/** kill -9 of Postgres and all of its processes under load: the collector lives, and refuses nobody. */
export const killPostgres: Experiment = {
  id: 'R2',
  name: 'kill-postgres',
  control: 'nobody listens to the errors of its pool',
  run: (trial) => outlive(trial, 'kills', (postgres) => postgres.kill()),
};

/** The same with a fast shutdown, which says good-bye to its clients. */
export const restartPostgres: Experiment = {
  id: 'R3',
  name: 'restart-postgres',
  control: killPostgres.control,
  run: (trial) => outlive(trial, 'restarts', (postgres) => postgres.stop()),
};

async function outlive(
  { lab, subject, isLong }: Trial,
  what: string,
  end: (postgres: OwnPostgres) => Promise<void>,
): Promise<Finding> {
  const rounds = isLong ? 50 : subject === 'control' ? 1 : 3;
  const postgres = await lab.postgres();
  const collector = await (subject === 'product'
    ? lab.collector(postgres.url)
    : lab.naive('no-listener', postgres.url));
  const pid = collector.pid();
  const load = lab.load({ ...loadFor(isLong), port: collector.port, order: leadsOver(100_000) });

  let recoveryMs = 0;
  for (let round = 0; round < rounds && collector.isRunning(); round += 1) {
    await delay(randomInt(100, 600));
    await end(postgres);
    await delay(randomInt(200));
    await postgres.start();
    const backAt = Date.now();
    if (!collector.isRunning()) break;
    const first = await load.acknowledgedAfter(backAt, ({ said }) => said !== 'queued');
    recoveryMs = Math.max(recoveryMs, first.answeredAt - backAt);
  }
  const sendings = await load.stop();
  const faults: string[] = [];
  if (collector.pid() !== pid || !collector.isRunning()) faults.push('the collector died');
  else {
    await collector.drained();
    const doubtful = sendings.filter(({ fate }) => fate === 'in doubt');
    await sendAgain(collector.port, doubtful);
    await collector.drained();
  }
  const fates = countFates(sendings);
  const found = { ...fates, ...(await reckon(postgres, sendings)), recoveryMs };
  faults.push(...needlessRefusals(sendings));
  const queued = sendings.filter(({ said }) => said === 'queued').length;
  return finding(`${rounds} ${what}`, {
    ...found,
    notes: [`${queued} of them by way of the disk`],
    faults: [...commonFaults(found), ...faults],
  });
}
