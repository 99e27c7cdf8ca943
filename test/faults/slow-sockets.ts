import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { postback } from './support/account.ts';
import { type Experiment, finding } from './support/experiment.ts';
import { compareHonest } from './support/honest.ts';

const SOCKETS = 1000;
/** Seconds after which none of them may be left. */
const GONE_AFTER_S = 15;
const AT_ONCE = 20;
/** On a machine with other work a few may be late. */
const LATE = SOCKETS / 10;

const HEAD = `POST ${postback('slow', 'slow').path} HTTP/1.1\r\nHost: x\r\n`;
/** What a slow client begins with, and what it adds each second. */
const WAYS: readonly (readonly [string, string])[] = [
  [HEAD, ''],
  [HEAD, 'X: y\r\n'],
  [`${HEAD}Content-Length: 1000\r\n\r\n`, 'a'],
  ['', ''],
];

/** A thousand clients that send slowly or not at all: they are sent away, and honest senders hardly notice. */
export const slowSockets: Experiment = {
  id: 'R24',
  name: 'slow-sockets',
  control: 'has the time limits of node',
  async run({ lab, subject, isLong }) {
    const rounds = isLong ? 8 : 1;
    const postgres = await lab.postgres();
    const collector = await (subject === 'product'
      ? lab.collector(postgres.url)
      : lab.naive('plain-insert', postgres.url));
    const open = new Set<Socket>();
    const left: number[] = [];

    function openSlow([beginning, drip]: readonly [string, string]): void {
      const socket = connect(collector.port, '127.0.0.1');
      open.add(socket);
      const timer = setInterval(() => socket.write(drip), 1000);
      socket.on('error', () => undefined).resume();
      socket.on('close', () => {
        clearInterval(timer);
        open.delete(socket);
      });
      if (beginning !== '') socket.write(beginning);
    }

    async function attack() {
      lab.later(() => {
        for (const socket of open) socket.destroy();
      });
      const attacking = (async () => {
        for (let round = 0; round < rounds; round += 1) {
          for (let index = 0; index < SOCKETS; index += 1) {
            openSlow(WAYS[index % WAYS.length] ?? ['', '']);
            // All at once they would hold up the honest senders of this very process.
            if (index % AT_ONCE === 0) await delay(20);
          }
          await delay(GONE_AFTER_S * 1000);
          left.push(open.size);
        }
      })();
      return async () => {
        await attacking;
        const most = Math.max(...left);
        const said = [`${most} were still there after ${GONE_AFTER_S} s`];
        const broken = most > LATE ? { faults: said } : most > 0 ? { excess: said } : {};
        return finding(`${rounds} × ${SOCKETS} slow sockets`, { ...broken, notes: [`${most} left`] });
      };
    }

    return compareHonest(lab, collector, (rounds * GONE_AFTER_S) / (isLong ? 1 : 3), attack);
  },
};
