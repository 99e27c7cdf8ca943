import { leadsOver } from './support/account.ts';
import { commonFaults, type Experiment, finding } from './support/experiment.ts';
import { forEach } from './support/for-each.ts';
import { countFates, type Sending, send } from './support/load.ts';
import { openPair } from './support/pair.ts';
import { reckon } from './support/reckon.ts';

/** The same postback on two collectors at one moment: one lead, and one sender is told that it was created. */
export const twoCollectors: Experiment = {
  id: 'R9',
  name: 'two-collectors',
  control: 'looks whether it is there, then inserts',
  async run({ lab, subject, isLong }) {
    const pairs = isLong ? 50_000 : subject === 'control' ? 200 : 500;
    const { postgres, both, agent } = await openPair(lab, subject === 'product' ? null : 'check-first');
    if (subject === 'control') await postgres.query('drop index leads_identity');
    const order = leadsOver(100_000);
    const sendings: Sending[] = [];
    let unlike = 0;
    await forEach(pairs, 16, async (serial) => {
      const [one, other] = await Promise.all(both.map(({ port }) => send(port, order(serial), agent)));
      if (!one || !other) return;
      sendings.push(one, other);
      const created = [one, other].filter(({ said }) => said === 'created').length;
      if (created !== 1) unlike += 1;
    });

    const found = { ...countFates(sendings), ...(await reckon(postgres, sendings)) };
    const faults = commonFaults(found);
    if (unlike > 0) faults.push(`${unlike} pairs were not told of one creation`);
    if (found.refused + found.inDoubt > 0) faults.push(`${found.refused + found.inDoubt} without success`);
    return finding(`${pairs} pairs`, { ...found, faults });
  },
};
