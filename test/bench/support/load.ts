import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { clickId } from './clicks.ts';

/** A request that is sent again and again; CLICK and UID in it become other ones each time. */
export interface Shot {
  /** How many of all requests, against the other shots' shares. */
  readonly share: number;
  readonly target: string;
  /** A body makes it a POST as a page sends it: JSON as text/plain. */
  readonly body?: string;
  /** A regular expression: what an answer that did its work contains. */
  readonly good: string;
}

export interface LoadOrder {
  readonly port: number;
  readonly shots: readonly Shot[];
  /** Clicks to choose from, by number: `from` and the ones before `to`. */
  readonly clicks: { readonly from: number; readonly to: number };
  /** Connections. */
  readonly width: number;
  readonly seconds: number;
  /** Requests per second of all connections together; without: as fast as they are answered. */
  readonly rate?: number;
}

/** What the connections got while each waited for its last answer. Times in milliseconds. */
export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers without what a good one contains. */
  readonly failed: number;
}

const WARM_UP_MS = 1000;

/** Runs a load in a process of its own, which takes its share of the machine from all that are measured alike. */
export async function runLoad(order: LoadOrder): Promise<Load> {
  const child = fork(fileURLToPath(import.meta.url), ['load']);
  child.send(order);
  const [load] = (await once(child, 'message')) as [Load];
  return load;
}

/** What a benchmark does first: true in the process of a load, which then has done its work. */
export async function servesAsLoad(): Promise<boolean> {
  if (process.argv[2] !== 'load' || !process.send) return false;
  const [order] = (await once(process, 'message')) as [LoadOrder];
  process.send(await shoot(order));
  process.disconnect();
  return true;
}

async function shoot(order: LoadOrder): Promise<Load> {
  const times: number[] = [];
  let failed = 0;
  let counting = false;
  let end = Number.POSITIVE_INFINITY;
  const took = (milliseconds: number, answer: string, good: string) => {
    if (!counting) return;
    times.push(milliseconds);
    if (!new RegExp(good).test(answer) && ++failed === 1) console.error(answer);
  };
  const workers = Array.from({ length: order.width }, (_, id) => keepShooting(order, id, took, () => end));
  await new Promise((next) => setTimeout(next, WARM_UP_MS));
  counting = true;
  end = performance.now() + order.seconds * 1000;
  await Promise.all(workers);
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { perSecond: times.length / order.seconds, p50: at(0.5), p99: at(0.99), failed };
}

/** One keep-alive connection. */
function keepShooting(
  { port, shots, clicks, width, rate }: LoadOrder,
  id: number,
  took: (milliseconds: number, answer: string, good: string) => void,
  end: () => number,
): Promise<void> {
  const rounds = shots.flatMap((shot) => Array.from({ length: shot.share }, () => shot));
  const pause = rate === undefined ? 0 : (1000 * width) / rate;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1').setNoDelay();
    let begun = 0;
    let serial = 0;
    let text = '';
    let good = '';
    const send = () => {
      begun = performance.now();
      const shot = rounds[Math.floor(Math.random() * rounds.length)] as Shot;
      const click = clickId(clicks.from + Math.floor(Math.random() * (clicks.to - clicks.from)));
      const uid = `${id}-${serial++}-${Math.floor(begun)}`;
      const fill = (part: string) => part.replace('CLICK', click).replace('UID', uid);
      good = shot.good;
      socket.write(request(fill(shot.target), shot.body && fill(shot.body)));
    };
    socket.on('connect', send).on('error', reject);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const head = text.indexOf('\r\n\r\n');
      const length = /content-length: (\d+)/i.exec(text)?.[1];
      if (head < 0 || length === undefined || text.length < head + 4 + Number(length)) return;
      const now = performance.now();
      took(now - begun, text, good);
      text = '';
      if (now >= end()) resolve(void socket.destroy());
      else if (pause === 0) send();
      else setTimeout(send, Math.max(0, begun + pause - now));
    });
  });
}

function request(target: string, body: string | undefined): string {
  const head = `${target} HTTP/1.1\r\nHost: bench\r\nConnection: keep-alive\r\n`;
  if (body === undefined) return `GET ${head}\r\n`;
  return `POST ${head}Content-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
