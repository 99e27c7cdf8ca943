import { killCollector } from './kill-collector.ts';
import { killPostgres, restartPostgres } from './kill-postgres.ts';
import type { Experiment } from './support/experiment.ts';

/** All of them, in their order. */
export const EXPERIMENTS: readonly Experiment[] = [killCollector, killPostgres, restartPostgres];
