import { ambiguousCommit } from './ambiguous-commit.ts';
import { batchDeadlocks } from './batch-deadlocks.ts';
import { freezePostgres } from './freeze-postgres.ts';
import { fullDisk, fullLogDisk, fullSpool } from './full-disk.ts';
import { heavyBodies, heavyUrls } from './heavy-requests.ts';
import { killCollector } from './kill-collector.ts';
import { killPostgres, restartPostgres } from './kill-postgres.ts';
import { network } from './network.ts';
import { outage } from './outage.ts';
import { slowSockets } from './slow-sockets.ts';
import { statusOrder } from './status-order.ts';
import { stopCollector } from './stop-collector.ts';
import type { Experiment } from './support/experiment.ts';
import { twoCollectors } from './two-collectors.ts';

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
  network,
  ambiguousCommit,
  twoCollectors,
  statusOrder,
  batchDeadlocks,
  heavyUrls,
  heavyBodies,
  slowSockets,
  stopCollector,
];
