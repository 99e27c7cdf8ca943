import { afterAll, describe, expect, it, vi } from 'vitest';
import { EXPERIMENTS } from './experiments.ts';
import { runExperiment } from './support/run-experiment.ts';
import { openWorkshop } from './support/workshop.ts';

const workshop = openWorkshop();
afterAll(() => workshop.close());

// Side by side, as they wait more than they work; but not so many that they wait for each other.
vi.setConfig({ maxConcurrency: 3 });

describe.concurrent('faults', () => {
  for (const experiment of EXPERIMENTS) {
    it(`${experiment.id}: ${experiment.name}`, { timeout: 180_000 }, async ({ skip }) => {
      const obstacle = (await experiment.obstacle?.()) ?? null;
      if (obstacle !== null) skip(`not run: ${obstacle}`);
      const { found, control, line } = await runExperiment(experiment, workshop, false);
      console.log(line);
      expect(found.faults).toEqual([]);
      expect(found).toMatchObject({ lost: 0, duplicated: 0 });
      expect(found.acknowledged).toBeGreaterThan(0);
      // It could have failed: the control has.
      expect(control).not.toEqual([]);
    });
  }
});
