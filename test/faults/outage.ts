import { setTimeout as delay } from 'node:timers/promises';
import { postback } from './support/account.ts';
import { commonFaults, type Experiment, finding } from './support/experiment.ts';
import { countFates } from './support/load.ts';
import { countOffTime, countOutOfOrder, reckon } from './support/reckon.ts';

/** Seconds without a database in the long form: 900, fifteen minutes. */
const LONG_SECONDS = Number(process.env.SUBPIXEL_OUTAGE ?? 900);

/**
 * Four leads for each click within some seconds, then other clicks, as in life. On the same clicks all the time those
 * after the outage would have to wait behind the ones of before it.
 */
function order(serial: number) {
  const block = Math.floor(serial / 800);
  return postback(`u${serial}`, `click-${block}-${serial % 200}`, { status: 'approve', price: '12.50' });
}

/** No database for a while: everybody is acknowledged, and all is applied in order, once, as of its instant. */
export const outage: Experiment = {
  id: 'R5',
  name: 'outage',
  control: 'has its spool switched off',
  async run({ lab, subject, isLong }) {
    const seconds = isLong ? LONG_SECONDS : subject === 'control' ? 2 : 8;
    const postgres = await lab.postgres();
    const environment = subject === 'product' ? {} : { SUBPIXEL_SPOOL: '0' };
    const collector = await lab.collector(postgres.url, environment);
    const load = lab.load({
      ...{ port: collector.port, clients: 1024, perSecond: 200, order },
    });
    await delay(1000);
    await postgres.stop();
    await delay(seconds * 1000);
    await postgres.start();
    const backAt = Date.now();
    const first = await load.acknowledgedAfter(backAt, ({ said }) => said !== 'queued');
    await collector.drained();
    const drainMs = Date.now() - backAt;
    await delay(1000);
    const sendings = await load.stop();
    await collector.drained();

    const recoveryMs = first.answeredAt - backAt;
    const found = { ...countFates(sendings), ...(await reckon(postgres, sendings)), recoveryMs };
    const outOfOrder = await countOutOfOrder(postgres, sendings);
    const offTime = await countOffTime(postgres, sendings);
    const faults = commonFaults(found);
    const unanswered = sendings.length - found.acknowledged;
    if (unanswered > 0) faults.push(`${unanswered} not acknowledged`);
    if (outOfOrder > 0) faults.push(`${outOfOrder} applied before an earlier one of their click`);
    if (offTime > 0) faults.push(`${offTime} stored as of another instant`);
    const queued = sendings.filter(({ said }) => said === 'queued').length;
    return finding(`${seconds} s without a database`, {
      ...found,
      notes: [
        `${queued} of them by way of the disk`,
        `${outOfOrder} out of order`,
        `${offTime} off their instant`,
        `drained after ${drainMs} ms`,
      ],
      faults,
    });
  },
};
