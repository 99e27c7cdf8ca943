import { type Experiment, type Finding, finding } from './experiment.ts';
import { openLab } from './lab.ts';
import { HangsError } from './processes.ts';
import type { Workshop } from './workshop.ts';

/** What an experiment has shown. */
export interface Outcome {
  /** One line with all numbers. */
  readonly line: string;
  readonly found: Finding;
  /** The promises that the control broke, as it must: else the experiment proves nothing. */
  readonly control: readonly string[];
}

/** Runs an experiment on the product, and its short form on the control. */
export async function runExperiment(
  experiment: Experiment,
  workshop: Workshop,
  isLong: boolean,
): Promise<Outcome> {
  const run = async (subject: 'product' | 'control') => {
    const lab = openLab(workshop);
    const isTidy = workshop.atClose(lab.tidy);
    try {
      return await experiment.run({ lab, subject, isLong: isLong && subject === 'product' });
    } catch (error) {
      // All other errors are mistakes of the experiment, and no control has failed by one.
      if (!(error instanceof HangsError)) throw error;
      return finding('broken off', { faults: [error.message] });
    } finally {
      await lab.tidy();
      isTidy();
    }
  };
  const begun = performance.now();
  const found = await run('product');
  const { faults, excess } = await run('control');
  const control = [...faults, ...excess];
  const seconds = Math.round((performance.now() - begun) / 1000);
  const broken = [...found.faults, ...found.excess];
  const verdict = broken.length === 0 ? 'held' : `BROKEN: ${broken.join('; ')}`;
  const checked = control.length > 0 ? `fails: ${control.join('; ')}` : 'DID NOT FAIL';
  const line = `${experiment.id} ${experiment.name}: ${describe(found)} — ${verdict} (control, which ${experiment.control}, ${checked}) [${seconds} s]`;
  return { line, found, control };
}

function describe({ effort, recoveryMs, notes, ...counts }: Finding): string {
  const number = (value: number) => value.toLocaleString('en');
  return [
    effort,
    `${number(counts.acknowledged)} acknowledged`,
    `${number(counts.lost)} lost`,
    `${number(counts.duplicated)} duplicated`,
    `${number(counts.inDoubt)} in doubt`,
    `${number(counts.refused)} refused`,
    ...(recoveryMs === null ? [] : [`recovery ${number(Math.round(recoveryMs))} ms`]),
    ...notes,
  ].join(', ');
}
