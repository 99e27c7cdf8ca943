import { execFile } from 'node:child_process';
import { rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { leadsOver } from './support/account.ts';
import type { OwnCollector } from './support/collector.ts';
import { commonFaults, type Experiment, type Finding, finding, type Trial } from './support/experiment.ts';
import { mountSmallDisk, type SmallDisk, whyNoSmallDisks } from './support/fill.ts';
import { countFates, loadFor, type Sending } from './support/load.ts';
import type { OwnPostgres } from './support/postgres.ts';
import { reckon } from './support/reckon.ts';

const FULL_MS = 2000;

/** The database's disk is full: 53100, which says no to one statement; nothing is acknowledged that is not kept. */
export const fullDisk: Experiment = {
  id: 'R6',
  name: 'full-disk',
  control: 'answers before it writes',
  obstacle: whyNoSmallDisks,
  async run(trial) {
    const { lab } = trial;
    const disk = await mountSmallDisk(lab, 200);
    return fillUp(trial, 'of the database', await lab.postgres(disk.folder), [disk], {});
  },
};

/** The disk of its write-ahead log is full: Postgres ends with a panic. */
export const fullLogDisk: Experiment = {
  id: 'R6b',
  name: 'full-log-disk',
  control: fullDisk.control,
  obstacle: whyNoSmallDisks,
  async run(trial) {
    const { lab } = trial;
    const disk = await mountSmallDisk(lab, 100);
    const postgres = await lab.postgres();
    await moveLog(postgres, disk);
    return fillUp(trial, 'of the write-ahead log', postgres, [disk], {});
  },
};

/** The spool's disk and the database's are full: 503 and Retry-After, and never a false success. */
export const fullSpool: Experiment = {
  id: 'R6c',
  name: 'full-spool',
  control: fullDisk.control,
  obstacle: whyNoSmallDisks,
  async run(trial) {
    const { lab } = trial;
    const disks = [await mountSmallDisk(lab, 200), await mountSmallDisk(lab, 8)] as const;
    const postgres = await lab.postgres(disks[0].folder);
    return fillUp(trial, 'of database and spool', postgres, disks, { SUBPIXEL_SPOOL: disks[1].folder });
  },
};

async function moveLog(postgres: OwnPostgres, disk: SmallDisk): Promise<void> {
  await postgres.stop();
  const [from, to] = [join(postgres.cluster, 'pg_wal'), join(disk.folder, 'pg_wal')];
  // With its owner: Postgres runs as another user where we are root.
  await promisify(execFile)('cp', ['-a', from, to]);
  await rename(from, `${from}.before`);
  await symlink(to, from);
  await postgres.start();
}

async function fillUp(
  { lab, subject, isLong }: Trial,
  which: string,
  postgres: OwnPostgres,
  disks: readonly SmallDisk[],
  environment: Readonly<Record<string, string>>,
): Promise<Finding> {
  const rounds = isLong ? 5 : 1;
  const collector = await (subject === 'product'
    ? lab.collector(postgres.url, environment)
    : lab.naive('acks-first', postgres.url));
  // Long comments: pages of tables and segments of logs fill up, and new ones have to be made.
  const order = leadsOver(100_000, 'u', { comment: 'x'.repeat(2000) });
  const load = lab.load({ ...loadFor(isLong), port: collector.port, order });
  let recoveryMs = 0;
  for (let round = 0; round < rounds; round += 1) {
    await delay(1000);
    for (const disk of disks) await disk.fill();
    await useUpLog(postgres);
    await delay(FULL_MS);
    for (const disk of disks) await disk.free();
    await revive(postgres);
    const backAt = Date.now();
    const first = await load.acknowledgedAfter(backAt, ({ said }) => said !== 'queued');
    recoveryMs = Math.max(recoveryMs, first.answeredAt - backAt);
  }
  const sendings = await load.stop();
  const found = await judge(rounds, which, sendings, collector, postgres, recoveryMs);
  const isFelt = subject === 'control' || sendings.some(({ said }) => said !== 'created');
  return isFelt ? found : { ...found, faults: ['the database has not felt it'] };
}

/** Segments of the log are made in advance: what they have room for is written, too. */
async function useUpLog(postgres: OwnPostgres): Promise<void> {
  const write = `select pg_logical_emit_message(true, '', repeat('x', 1000000)) from generate_series(1, 200)`;
  await postgres.query(write).catch(() => undefined);
}

/** A Postgres that has panicked stays away until somebody starts it. */
async function revive(postgres: OwnPostgres): Promise<void> {
  const isThere = () =>
    postgres.query('select 1').then(
      () => true,
      () => false,
    );
  const deadline = Date.now() + 2000;
  while (Date.now() < deadline) {
    if (await isThere()) return;
    await delay(50);
  }
  await postgres.stop();
  await postgres.start();
}

async function judge(
  rounds: number,
  which: string,
  sendings: readonly Sending[],
  collector: OwnCollector,
  postgres: OwnPostgres,
  recoveryMs: number,
): Promise<Finding> {
  await collector.drained();
  const found = { ...countFates(sendings), ...(await reckon(postgres, sendings)), recoveryMs };
  const faults = commonFaults(found);
  if (!collector.isRunning()) faults.push('the collector died');
  if (sendings.some(({ http, hasRetryAfter }) => http === 503 && !hasRetryAfter))
    faults.push('a refusal without Retry-After');
  const queued = sendings.filter(({ said }) => said === 'queued').length;
  return finding(`the disk ${which} full ${rounds} ×`, {
    ...found,
    notes: [`${queued} of them by way of the disk`],
    faults,
  });
}
