import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { postback } from './support/account.ts';
import { type Experiment, finding } from './support/experiment.ts';
import { compareHonest } from './support/honest.ts';

const URL_BYTES = 15_000;
const BODY_BYTES = 64 * 1024 - 200;
const ATTACKS_PER_SECOND = 50;

interface Heavy {
  readonly more: string;
  readonly type?: string;
  readonly body?: string;
}

const fill = (text: string, bytes: number) => text.repeat(Math.floor(bytes / Buffer.byteLength(text)));
const numbered = (make: (n: number) => string, bytes: number) => {
  let text = '';
  for (let n = 0; text.length < bytes - 40; n += 1) text += make(n);
  return text;
};

/** URLs of 16 KB that cost parsers most. */
const URLS: readonly Heavy[] = [
  { more: fill('a&', URL_BYTES) },
  { more: numbered((n) => `k${n}&`, URL_BYTES) },
  { more: numbered((n) => `meta[${n}]=${n}&`, URL_BYTES) },
  { more: `name=${fill('%C8', URL_BYTES)}` },
  { more: `status=${fill('%EF%B7%BA', URL_BYTES)}` },
  { more: `price=${fill('1,', URL_BYTES)}` },
  { more: `stn=${fill('P,', URL_BYTES)}&sta=(a+)%2B$` },
  { more: `click=${fill('{x', URL_BYTES)}` },
];

/** Bodies of 64 KB that do. */
const BODIES: readonly Heavy[] = [
  { more: '', type: 'application/x-www-form-urlencoded', body: fill('a&', BODY_BYTES) },
  {
    ...{ more: '', type: 'application/x-www-form-urlencoded' },
    body: numbered((n) => `meta[${n}]=%D0%B8&`, BODY_BYTES),
  },
  { more: '', type: 'application/json', body: `${fill('[', BODY_BYTES / 2)}${fill(']', BODY_BYTES / 2)}` },
  {
    ...{ more: '', type: 'application/json' },
    body: `{"meta":${fill('{"a":', BODY_BYTES / 8)}1${fill('}', BODY_BYTES / 40)}}`,
  },
  { more: '', type: 'application/json', body: `{${numbered((n) => `"k${n}":"\\u0438",`, BODY_BYTES)}"z":1}` },
  {
    ...{ more: '', type: 'multipart/form-data; boundary=b' },
    body: numbered((n) => `--b\r\nContent-Disposition: form-data; name="${n}"\r\n\r\n\r\n`, BODY_BYTES),
  },
  { more: '', type: 'multipart/form-data; boundary=-', body: fill('--', BODY_BYTES) },
  { more: '', type: 'text/plain', body: fill('\ufdfa', BODY_BYTES) },
];

/** Requests that cost as much as they can, one after the other: honest senders hardly notice. */
const heavyRequests = (id: string, name: string, corpus: readonly Heavy[]): Experiment => ({
  id,
  name,
  control: 'reads parameters as Koa does',
  async run({ lab, subject, isLong }) {
    const seconds = isLong ? 60 : 3;
    // The control reads no bodies.
    const struck = subject === 'control' ? URLS : corpus;
    const postgres = await lab.postgres();
    const collector = await (subject === 'product'
      ? lab.collector(postgres.url)
      : lab.naive('ctx-query', postgres.url));
    const agent = new Agent({ keepAlive: true, maxSockets: 64 });
    lab.later(() => agent.destroy());
    const codes = new Map<number, number>();

    function strike(serial: number): void {
      const { more, type, body } = struck[serial % struck.length] ?? { more: '' };
      const { path } = postback(`heavy-${serial}`, `heavy-${serial}`);
      const sent = request({
        ...{ agent, port: collector.port, host: '127.0.0.1', path: `${path}&${more}` },
        ...(type ? { method: 'POST', headers: { 'content-type': type } } : {}),
      });
      sent.on('response', (response) => {
        codes.set(response.statusCode ?? 0, (codes.get(response.statusCode ?? 0) ?? 0) + 1);
        response.resume();
      });
      sent.on('error', () => undefined);
      sent.end(body);
    }

    async function attack() {
      let serial = 0;
      const timer = setInterval(() => strike(serial++), 1000 / ATTACKS_PER_SECOND);
      lab.later(() => clearInterval(timer));
      return async () => {
        clearInterval(timer);
        await delay(500);
        const answered = [...codes].map(([code, count]) => `${count} × ${code}`).join(' ');
        // What the control answers is not the question.
        const broken = subject === 'product' ? [...codes.keys()].filter((code) => code >= 500) : [];
        const faults = broken.map((code) => `an answer ${code}`);
        return finding(`${serial} heavy requests`, { notes: [`answered ${answered}`], faults });
      };
    }

    return compareHonest(lab, collector, seconds, attack);
  },
});

export const heavyUrls = heavyRequests('R23', 'heavy-urls', URLS);
export const heavyBodies = heavyRequests('R23b', 'heavy-bodies', BODIES);
