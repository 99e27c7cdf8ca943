import { leadsOver } from './support/account.ts';
import { commonFaults, type Experiment, finding } from './support/experiment.ts';
import { countFates, type Sending, send, sendAgain } from './support/load.ts';
import { reckon } from './support/reckon.ts';

const TOGETHER = 10;

/** The database commits and its reply is lost: the repetition finds the same lead, and makes no second one. */
export const ambiguousCommit: Experiment = {
  id: 'R8',
  name: 'ambiguous-commit',
  control: 'inserts without looking',
  async run({ lab, subject, isLong }) {
    const count = isLong ? 5000 : subject === 'control' ? 20 : 100;
    const postgres = await lab.postgres();
    const proxy = await lab.proxy(postgres.url);
    // Without a spool the sender is told to come again, which is the case in question.
    const collector = await (subject === 'product'
      ? lab.collector(proxy.url, { SUBPIXEL_SPOOL: '0' })
      : lab.naive('plain-insert', proxy.url));
    if (subject === 'control') await postgres.query('drop index leads_identity');
    const orders = Array.from({ length: count }, (_, serial) => leadsOver(100_000)(serial));

    const first: Sending[] = [];
    const again: Sending[] = [];
    const committed = new Set<string>();
    for (let index = 0; index < count; index += TOGETHER) {
      const some = orders.slice(index, index + TOGETHER);
      proxy.set({ cutAfterCommit: true });
      first.push(...(await Promise.all(some.map((order) => send(collector.port, order)))));
      proxy.set({});
      const uids = some.map(({ uid }) => uid);
      const rows = await postgres.query<{ uid: string }>('select uid from leads where uid = any($1)', [uids]);
      for (const { uid } of rows) committed.add(uid);
      again.push(...(await sendAgain(collector.port, some)));
    }

    const found = { ...countFates(again), ...(await reckon(postgres, again)), inDoubt: committed.size };
    const faults = commonFaults(found);
    const others = again.filter(({ uid, said }) => committed.has(uid) && said === 'created');
    if (others.length > 0) faults.push(`${others.length} repetitions were told of a second lead`);
    if (committed.size < count / 2) faults.push(`only ${committed.size} commits were cut off`);
    if (first.some(({ fate }) => fate === 'acknowledged')) faults.push('an acknowledgement without a commit');
    return finding(`${proxy.cuts()} replies to commits cut off`, {
      ...found,
      refused: countFates(first).refused,
      notes: [`${again.length} sent again`],
      faults,
    });
  },
};
