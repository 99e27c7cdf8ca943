import { postback } from './support/account.ts';
import { type Experiment, finding } from './support/experiment.ts';
import { countFates, type Sending, send } from './support/load.ts';
import { openPair } from './support/pair.ts';

const CLICKS = 40;

/** Two collectors change the same clicks in opposite orders at one moment: nobody is told of a deadlock. */
export const batchDeadlocks: Experiment = {
  id: 'R11',
  name: 'batch-deadlocks',
  control: 'writes a batch in the order in which it came',
  async run({ lab, subject, isLong }) {
    const rounds = isLong ? 2000 : subject === 'control' ? 8 : 40;
    const { postgres, both, agent } = await openPair(lab, subject === 'product' ? null : 'unsorted-batches');
    const keys = Array.from({ length: CLICKS }, (_, index) => `click-${index}`);
    const orders = [keys, keys.toReversed()] as const;
    const sendings: Sending[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      // The first round makes the leads, on one collector alone.
      const way = both.slice(0, round === 0 ? 1 : 2).flatMap(({ port }, index) =>
        (orders[index] ?? keys).map((key) => {
          const mark = { [`meta[${index}]`]: `${round}` };
          return send(port, postback('1', key, mark), agent);
        }),
      );
      sendings.push(...(await Promise.all(way)));
    }

    const fates = countFates(sendings);
    const [row] = await postgres.query<{ deadlocks: number }>(
      'select deadlocks::int from pg_stat_database where datname = current_database()',
    );
    const last = `select count(*)::int as count from leads where meta = jsonb_build_object('0', $1::text, '1', $1::text)`;
    const [whole] = await postgres.query<{ count: number }>(last, [`${rounds}`]);
    const faults: string[] = [];
    if (fates.refused + fates.inDoubt > 0) faults.push(`${fates.refused + fates.inDoubt} without success`);
    if (whole?.count !== CLICKS) faults.push(`${CLICKS - (whole?.count ?? 0)} leads lack their last change`);
    return finding(`${rounds} × 2 batches of ${CLICKS} clicks`, {
      ...fates,
      notes: [`${row?.deadlocks ?? 0} deadlocks inside`],
      faults,
    });
  },
};
