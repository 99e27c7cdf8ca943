import type { Load } from './load.ts';

/** The fastest of several: what disturbs a measurement only ever makes it slower. */
export function best(loads: readonly Load[]): Load | undefined {
  return [...loads].sort((one, other) => other.perSecond - one.perSecond)[0];
}

/** One line: what it got, and how often that is in the first line's. */
export function loadLine(name: string, load: Load | undefined, first: Load | undefined): string {
  if (!load) return `  ${name.padEnd(24)} not found`;
  const figures = [
    `${load.perSecond.toFixed(0)}/s`,
    `p50 ${load.p50.toFixed(1)} ms`,
    Number.isNaN(load.p99) ? '' : `p99 ${load.p99.toFixed(1)} ms`,
  ];
  const ratio = ((first?.perSecond ?? Number.NaN) / load.perSecond).toFixed(2);
  const failed = load.failed > 0 ? `  ${load.failed} NOT DONE` : '';
  return `  ${name.padEnd(24)} ${figures.map((text) => text.padStart(14)).join('')}   first has ${ratio}×${failed}`;
}
