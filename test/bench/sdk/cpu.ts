import type { CDPSession } from '@playwright/test';

/** CPU time of a page's main thread so far, in milliseconds. */
export interface CpuTime {
  /** In scripts, with what the DOM does on their behalf. */
  readonly script: number;
  /** In all tasks, so with parsing, styles and layout, too. */
  readonly tasks: number;
}

/**
 * Starts to measure a page. The thread's own time, not the time that passes: on a busy machine, where the thread also
 * waits for its turn, that is ten times as much, and samples of the stack count it as the script's.
 */
export async function measureCpu(session: CDPSession): Promise<() => Promise<CpuTime>> {
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = (await session.send('Performance.getMetrics')) as {
      metrics: { name: string; value: number }[];
    };
    const metric = (wanted: string) =>
      1000 * (metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN);
    return { script: metric('ScriptDuration'), tasks: metric('TaskDuration') };
  };
}

/** Of a series of measurements. */
export interface Summary {
  readonly median: number;
  readonly minimum: number;
}

export function summary(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1] ?? Number.NaN, minimum: sorted[0] ?? Number.NaN };
}

/** Compares two of them part by part. */
export const combine = (a: Summary, b: Summary, how: (a: number, b: number) => number): Summary => ({
  median: how(a.median, b.median),
  minimum: how(a.minimum, b.minimum),
});
