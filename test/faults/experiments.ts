import { freezePostgres } from './freeze-postgres.ts';
import { fullDisk, fullLogDisk, fullSpool } from './full-disk.ts';
import { killCollector } from './kill-collector.ts';
import { killPostgres, restartPostgres } from './kill-postgres.ts';
import { outage } from './outage.ts';
import type { Experiment } from './support/experiment.ts';

/** All of them, in their order. */
export const EXPERIMENTS: readonly Experiment[] = [
  killCollector,
  killPostgres,
  restartPostgres,
  freezePostgres,
  outage,
  fullDisk,
  fullLogDisk,
  fullSpool,
];
