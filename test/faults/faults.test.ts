import { afterAll, describe, expect, it, type TestContext, vi } from 'vitest';
import { EXPERIMENTS } from './experiments.ts';
import type { Experiment } from './support/experiment.ts';
import { runExperiment } from './support/run-experiment.ts';
import { openWorkshop } from './support/workshop.ts';

vi.setConfig({ maxConcurrency: 2, testTimeout: 240_000 });

const workshop = openWorkshop();
afterAll(() => workshop.close());

/** What others do at the same time must not look like its attack. */
const needsQuiet = ({ name }: Experiment) => name.startsWith('heavy-');

async function holds(experiment: Experiment, { skip }: TestContext): Promise<void> {
  const obstacle = (await experiment.obstacle?.()) ?? null;
  if (obstacle !== null) skip(`not run: ${obstacle}`);
  const { found, control, line } = await runExperiment(experiment, workshop, false);
  console.log(line);
  expect(found.faults).toEqual([]);
  expect(found).toMatchObject({ lost: 0, duplicated: 0 });
  expect(found.acknowledged).toBeGreaterThan(0);
  // What it broke of its promises about time and memory is in the line: a test on a machine like this proves nothing of it.
  // Its control fails by its slowness alone, if the machine has no other work.
  if (needsQuiet(experiment) && control.length === 0)
    skip('the machine is too busy to tell: the control has held, too');
  // It could have failed: the control has.
  expect(control).not.toEqual([]);
}

describe.concurrent('side by side, as they wait more than they work', () => {
  for (const experiment of EXPERIMENTS.filter((each) => !needsQuiet(each)))
    it(`${experiment.id}: ${experiment.name}`, (context) => holds(experiment, context));
});

describe('alone', () => {
  for (const experiment of EXPERIMENTS.filter(needsQuiet))
    it(`${experiment.id}: ${experiment.name}`, (context) => holds(experiment, context));
});
