import type { CDPSession } from '@playwright/test';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly url: string };
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

/** Starts to look at the stack every 100 µs. */
export async function startProfile(session: CDPSession): Promise<void> {
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 100 });
  await session.send('Profiler.start');
}

/**
 * What a script has cost since then, in milliseconds: the time in which it was anywhere on the stack, so with what
 * the DOM did on its behalf.
 */
export async function stopProfile(session: CDPSession, script: string): Promise<number> {
  const { profile } = (await session.send('Profiler.stop')) as { profile: Profile };
  const within = new Set<number>();
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const visit = (node: ProfileNode, isWithin: boolean): void => {
    const here = isWithin || node.callFrame.url.endsWith(script);
    if (here) within.add(node.id);
    for (const id of node.children ?? []) {
      const child = nodes.get(id);
      if (child) visit(child, here);
    }
  };
  const [root] = profile.nodes;
  if (root) visit(root, false);
  const { samples = [], timeDeltas = [] } = profile;
  return samples.reduce((sum, id, at) => sum + (within.has(id) ? (timeDeltas[at] ?? 0) / 1000 : 0), 0);
}

/** The CPU time of the page's main thread in tasks so far, in milliseconds. */
export async function taskTime(session: CDPSession): Promise<number> {
  const { metrics } = (await session.send('Performance.getMetrics')) as {
    metrics: { name: string; value: number }[];
  };
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
}

/** Of a series of measurements. */
export function summary(values: readonly number[]): { median: number; minimum: number } {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1] ?? Number.NaN, minimum: sorted[0] ?? Number.NaN };
}
