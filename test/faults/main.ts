import { EXPERIMENTS } from './experiments.ts';
import { openLab } from './support/lab.ts';
import { runExperiment } from './support/run-experiment.ts';

// `node test/faults/run.mjs [name or number …] [--long]`: needs a built collector (`npm run build`).

const wanted = process.argv.slice(2).filter((word) => word !== '--long');
const isLong = process.argv.includes('--long');
const unknown = wanted.filter((word) => !EXPERIMENTS.some(({ id, name }) => word === id || word === name));
if (unknown.length > 0) {
  const names = EXPERIMENTS.map(({ id, name }) => `  ${id.padEnd(4)} ${name}`).join('\n');
  console.error(`There is no experiment «${unknown.join('», «')}». There are:\n${names}`);
  process.exit(1);
}

const lab = openLab();
const tidyAndEnd = () => lab.close().finally(() => process.exit(130));
process.once('SIGINT', tidyAndEnd).once('SIGTERM', tidyAndEnd);
try {
  for (const experiment of EXPERIMENTS) {
    const { id, name } = experiment;
    if (wanted.length > 0 && !wanted.includes(id) && !wanted.includes(name)) continue;
    const obstacle = (await experiment.obstacle?.()) ?? null;
    if (obstacle !== null) {
      console.log(`${id} ${name}: NOT RUN: ${obstacle}`);
      continue;
    }
    const { line, faults, isControlSeen } = await runExperiment(experiment, lab, isLong);
    console.log(line);
    if (faults.length > 0 || !isControlSeen) process.exitCode = 1;
  }
} finally {
  await lab.close();
}
