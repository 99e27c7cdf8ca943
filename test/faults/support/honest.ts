import { setTimeout as delay } from 'node:timers/promises';
import { leadsOver } from './account.ts';
import type { OwnCollector } from './collector.ts';
import { type Finding, finding } from './experiment.ts';
import type { Lab } from './lab.ts';
import { countFates, type Sending } from './load.ts';

/** Honest postbacks a second: few, so that what they wait for is the fault and not each other. */
const HONEST_PER_SECOND = 100;
/** What is claimed of their p99 during an attack, as a multiple of the undisturbed one. */
const CLAIMED_RATIO = 3;

/** What honest senders notice of an attack: their p99 before it and during it, and the ratio. */
export async function compareHonest(
  lab: Lab,
  collector: OwnCollector,
  seconds: number,
  attack: () => Promise<() => Promise<Partial<Finding>>>,
): Promise<Finding> {
  const load = lab.load({
    ...{ port: collector.port, clients: 256, perSecond: HONEST_PER_SECOND, order: leadsOver(100_000) },
  });
  // The first second is for caches and compilers.
  await delay(1000);
  const begunAt = Date.now();
  await delay(seconds * 1000);
  const attackedAt = Date.now();
  const endAttack = await attack();
  await delay(seconds * 1000);
  const endedAt = Date.now();
  const attacked = await endAttack();
  const sendings = await load.stop();

  const undisturbed = p99(sendings.filter(({ sentAt }) => sentAt >= begunAt && sentAt < attackedAt));
  const disturbed = p99(sendings.filter(({ sentAt }) => sentAt >= attackedAt && sentAt < endedAt));
  const ratio = disturbed / Math.max(undisturbed, 1);
  const fates = countFates(sendings);
  const faults = [...(attacked.faults ?? [])];
  const excess = [...(attacked.excess ?? [])];
  if (ratio > CLAIMED_RATIO) excess.push(`honest senders waited ${disturbed} ms (p99)`);
  if (fates.refused + fates.inDoubt > 0)
    faults.push(`${fates.refused + fates.inDoubt} honest ones without success`);
  return finding(attacked.effort ?? '', {
    ...fates,
    notes: [
      `honest p99 ${undisturbed} ms undisturbed, ${disturbed} ms during it: ${ratio.toFixed(1)}×`,
      ...(attacked.notes ?? []),
    ],
    ...{ faults, excess },
  });
}

function p99(sendings: readonly Sending[]): number {
  const times = sendings
    .map(({ sentAt, answeredAt }) => answeredAt - sentAt)
    .sort((one, other) => one - other);
  return times[Math.floor(times.length * 0.99)] ?? 0;
}
