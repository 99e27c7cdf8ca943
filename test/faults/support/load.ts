import { Agent, type IncomingMessage, request as open } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { HangsError } from './processes.ts';

/** A postback to send. Its uid is its own; postbacks of one key are of one click. */
export interface Order {
  readonly uid: string;
  readonly key: string;
  readonly path: string;
}

/** What became of it, as its sender sees it. `unreached`: nobody listened, it was never sent. */
export type Fate = 'acknowledged' | 'refused' | 'in doubt' | 'unreached';

/** A postback that was sent, and its answer. Instants in milliseconds since 1970. */
export interface Sending extends Order {
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly fate: Fate;
  readonly http: number;
  /** `created`, `queued`, the reason of an error, or the code of a broken connection. */
  readonly said: string;
  readonly lead: string;
  /** Whether it came with the answer when to come again. */
  readonly hasRetryAfter: boolean;
}

export interface LoadOptions {
  readonly port: number;
  /** Connections. With `perSecond`, at most as many requests are under way, else it measures itself. */
  readonly clients: number;
  /** Requests a second, whether or not those before were answered; without it, each client waits for its answer. */
  readonly perSecond?: number;
  readonly order: (serial: number) => Order;
}

export interface Load {
  /** All so far whose fate is known. */
  readonly sendings: readonly Sending[];
  /** Ends it, and waits for the answers under way. */
  stop(): Promise<readonly Sending[]>;
  /** Ends it at once: what is under way is in doubt. */
  abort(): void;
  /** The first that was acknowledged after an instant, and fits. Rejects where none comes. */
  acknowledgedAfter(
    instant: number,
    fits?: (sending: Sending) => boolean,
    patienceMs?: number,
  ): Promise<Sending>;
}

/** As much as can be in the long form; in the short one little enough for other tests on the same two cores. */
export function loadFor(isLong: boolean): { clients: number; perSecond?: number } {
  return isLong ? { clients: 32 } : { clients: 64, perSecond: 200 };
}

/** Nobody waits so long for an answer: it hangs. */
const HANGS_MS = 30_000;

/** Sends postbacks until it is stopped, and writes down what becomes of each. */
export function startLoad({ port, clients, perSecond, order }: LoadOptions): Load {
  const agent = makeAgent(clients);
  const sendings: Sending[] = [];
  let serial = 0;
  let isOn = true;

  async function sendNext(): Promise<Sending> {
    const sending = await send(port, order(serial++), agent);
    sendings.push(sending);
    return sending;
  }

  async function closedLoop(): Promise<void> {
    while (isOn) if ((await sendNext()).fate === 'unreached') await delay(100);
  }

  async function openLoop(rate: number): Promise<void> {
    const begun = performance.now();
    const underWay = new Set<Promise<unknown>>();
    while (isOn) {
      const due = ((performance.now() - begun) / 1000) * rate;
      while (serial < due && isOn) {
        const sent: Promise<unknown> = sendNext().finally(() => underWay.delete(sent));
        underWay.add(sent);
      }
      await delay(5);
    }
    await Promise.all(underWay);
  }

  const ended = perSecond
    ? openLoop(perSecond)
    : Promise.all(Array.from({ length: clients }, () => closedLoop()));

  return {
    sendings,
    async stop() {
      isOn = false;
      await ended;
      agent.destroy();
      return sendings;
    },
    abort() {
      isOn = false;
      agent.destroy();
    },
    async acknowledgedAfter(instant, fits = () => true, patienceMs = 120_000) {
      const deadline = Date.now() + patienceMs;
      let seen = 0;
      while (Date.now() < deadline) {
        for (; seen < sendings.length; seen += 1) {
          const each = sendings[seen];
          if (each?.fate === 'acknowledged' && each.sentAt >= instant && fits(each)) return each;
        }
        await delay(5);
      }
      throw new HangsError('nothing was acknowledged any more');
    },
  };
}

/** Sends what is in doubt again, as a network does, until each is acknowledged. Returns how it went in the end. */
export async function sendAgain(port: number, orders: readonly Order[]): Promise<Sending[]> {
  const agent = makeAgent(16);
  const done: Sending[] = [];
  const left = [...orders];
  const sendRest = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const deadline = Date.now() + HANGS_MS;
      let sending = await send(port, next, agent);
      while (sending.fate !== 'acknowledged' && Date.now() < deadline) {
        await delay(100);
        sending = await send(port, next, agent);
      }
      done.push(sending);
    }
  };
  await Promise.all(Array.from({ length: 16 }, sendRest));
  agent.destroy();
  return done;
}

/** Idle connections go before the collector closes them: a request on a closing one would be in doubt for nothing. */
function makeAgent(clients: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: Math.max(clients, 1), timeout: 2500, scheduling: 'lifo' });
}

/** Sends one postback. Never rejects. */
export function send(port: number, order: Order, agent?: Agent): Promise<Sending> {
  const sentAt = Date.now();
  return new Promise((resolve) => {
    const settle = (fate: Fate, http: number, said: string, lead = '', hasRetryAfter = false) => {
      clearTimeout(timer);
      resolve({ ...order, sentAt, answeredAt: Date.now(), fate, http, said, lead, hasRetryAfter });
    };
    const asked = open({ port, host: '127.0.0.1', path: order.path, ...(agent ? { agent } : {}) });
    const timer = setTimeout(() => asked.destroy(new Error('hangs')), HANGS_MS);
    asked.on('error', (error: NodeJS.ErrnoException) =>
      settle(error.code === 'ECONNREFUSED' ? 'unreached' : 'in doubt', 0, error.code ?? error.message),
    );
    asked.on('response', (response) => {
      readText(response).then(
        (text) => {
          const { status, result, lead, reason } = readAnswer(text);
          // A repetition finds all of it done: that is an acknowledgement, too.
          const isTaken = status === 'ok' || reason === 'same';
          const isOk = response.statusCode === 200 && isTaken;
          const hasRetryAfter = response.headers['retry-after'] !== undefined;
          const said = result ?? reason ?? text.slice(0, 80);
          settle(isOk ? 'acknowledged' : 'refused', response.statusCode ?? 0, said, lead, hasRetryAfter);
        },
        (error: Error) => settle('in doubt', 0, error.message),
      );
    });
    asked.end();
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) text += chunk;
  return text;
}

function readAnswer(text: string): { status?: string; result?: string; reason?: string; lead?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** How many of them had each fate. */
export function countFates(sendings: readonly Sending[]) {
  const count = (fate: Fate) => sendings.filter((each) => each.fate === fate).length;
  return { acknowledged: count('acknowledged'), refused: count('refused'), inDoubt: count('in doubt') };
}

/**
 * What those were told that were refused although they could wait on disk, as a fault; none where nobody was. Not who was
 * told that it was late: nothing of it was ever read, on a machine that is too busy.
 */
export function needlessRefusals(sendings: readonly Sending[]): string[] {
  const refused = sendings.filter(({ fate, said }) => fate === 'refused' && said !== 'timeout');
  const told = new Set(refused.map(({ http, said }) => `${http} ${said}`));
  if (refused.length === 0) return [];
  return [`${refused.length} refused, although they could wait on disk: ${[...told].join(', ')}`];
}

/** The longest that anybody waited for an answer, in milliseconds. */
export function slowest(sendings: readonly Sending[]): number {
  return sendings.reduce((most, { sentAt, answeredAt }) => Math.max(most, answeredAt - sentAt), 0);
}
