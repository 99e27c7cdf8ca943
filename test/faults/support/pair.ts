import { Agent } from 'node:http';
import type { OwnCollector } from './collector.ts';
import type { Lab } from './lab.ts';
import type { Flaw } from './naive-collector.ts';

/** Two collectors on one database, good ones or both with the same flaw. */
export async function openPair(lab: Lab, flaw: Flaw | null) {
  const postgres = await lab.postgres();
  const open = () => (flaw === null ? lab.collector(postgres.url) : lab.naive(flaw, postgres.url));
  const both: readonly [OwnCollector, OwnCollector] = [await open(), await open()];
  const agent = new Agent({ keepAlive: true, timeout: 2500 });
  lab.later(() => agent.destroy());
  return { postgres, both, agent };
}
