import { ELSEWHERE, runElsewhere } from './elsewhere.ts';
import { EXPERIMENTS } from './experiments.ts';
import { runExperiment } from './support/run-experiment.ts';
import { openWorkshop } from './support/workshop.ts';

// `npm run faults [name or number …] [--long]`: needs a built collector (`npm run build`). Ends with 1 where a promise
// was broken, or where a control did not fail.

const ALL = [...EXPERIMENTS, ...ELSEWHERE];
const words = process.argv.slice(2).filter((word) => word !== '--long');
const isLong = process.argv.includes('--long');
const isWanted = ({ id, name }: { readonly id: string; readonly name: string }) =>
  words.length === 0 || words.includes(id) || words.includes(name);

const unknown = words.filter((word) => !ALL.some(({ id, name }) => word === id || word === name));
if (unknown.length > 0) {
  const names = ALL.map(({ id, name }) => `  ${id.padEnd(4)} ${name}`).join('\n');
  console.error(`There is no experiment «${unknown.join('», «')}». There are:\n${names}`);
  process.exit(1);
}

const workshop = openWorkshop();
const breakOff = () => workshop.close().finally(() => process.exit(130));
process.once('SIGINT', breakOff).once('SIGTERM', breakOff);
try {
  for (const experiment of EXPERIMENTS.filter(isWanted)) {
    const obstacle = (await experiment.obstacle?.()) ?? null;
    if (obstacle !== null) {
      console.log(`${experiment.id} ${experiment.name}: NOT RUN: ${obstacle}`);
      continue;
    }
    const { line, found, control } = await runExperiment(experiment, workshop, isLong);
    console.log(line);
    if (found.faults.length + found.excess.length > 0 || control.length === 0) process.exitCode = 1;
  }
  for (const tests of ELSEWHERE.filter(isWanted)) {
    const { line, passed } = await runElsewhere(tests, isLong);
    console.log(line);
    if (!passed) process.exitCode = 1;
  }
} finally {
  await workshop.close();
}
