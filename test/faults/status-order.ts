import { orders } from '../support/orders.ts';
import { postback } from './support/account.ts';
import { type Experiment, finding } from './support/experiment.ts';
import { forEach } from './support/for-each.ts';
import { countFates, type Sending, send } from './support/load.ts';
import { openPair } from './support/pair.ts';

/** What is sent of one lead; each leaves a mark of its own. A late `new` never replaces a decision. */
type Step = Readonly<Record<string, string>>;
const STEPS: readonly Step[] = [
  { status: 'new', 'meta[a]': '1' },
  { status: 'new', name: 'Ada', 'meta[b]': '1' },
  { status: 'approve', 'meta[c]': '1' },
  { status: 'approve', price: '10', currency: 'USD', 'meta[d]': '1' },
  { status: 'approve', price: '10', currency: 'USD', 'meta[e]': '1' },
];
const AT_ONCE = STEPS.filter((_, index) => index !== 2 && index !== 4);

/** The state in the end does not depend on the order in which postbacks come, and none is lost. */
export const statusOrder: Experiment = {
  id: 'R10',
  name: 'status-order',
  control: 'reads, decides and writes over what was written meanwhile',
  async run({ lab, subject, isLong }) {
    const triples = isLong ? 50_000 : subject === 'control' ? 100 : 300;
    const { postgres, both, agent } = await openPair(lab, subject === 'product' ? null : 'read-modify-write');
    const sendings: Sending[] = [];
    const sendTo = async (collector: number, key: string, step: Step) => {
      const { port } = both[collector % 2] ?? both[0];
      sendings.push(await send(port, postback('1', key, step), agent));
    };

    const permutations = orders(STEPS);
    await forEach(permutations.length, 16, async (serial) => {
      for (const [at, step] of (permutations[serial] ?? []).entries())
        await sendTo(at, `order-${serial}`, step);
    });
    await forEach(triples, 16, async (serial) => {
      await Promise.all(AT_ONCE.map((step, at) => sendTo(at, `at-once-${serial}`, step)));
    });

    const leads = await postgres.query<{ status: string; price: string; marks: string; count: number }>(
      `select status, coalesce(price::text, 'none') as price, array(select jsonb_object_keys(meta) order by 1)::text as marks,
              count(*)::int from leads group by 1, 2, 3`,
    );
    const isRight = ({ status, marks }: { status: string; marks: string }) =>
      status === 'approve' && (marks === '{a,b,c,d,e}' || marks === '{a,b,d}');
    const wrong = leads.filter((each) => !isRight(each)).reduce((sum, { count }) => sum + count, 0);
    const fates = countFates(sendings);
    const faults: string[] = [];
    if (wrong > 0) faults.push(`${wrong} leads depend on the order, or lack a part`);
    if (new Set(leads.map(({ price }) => price)).size !== 1) faults.push('prices depend on the order');
    if (fates.refused + fates.inDoubt > 0) faults.push(`${fates.refused + fates.inDoubt} without success`);
    return finding(`${permutations.length} orders and ${triples} × 3 at once`, {
      ...fates,
      notes: [`${wrong} leads wrong`],
      faults,
    });
  },
};
