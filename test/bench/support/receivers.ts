import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';

/** How a host behaves: answers at once, never, or without an end. */
export type Manner = 'healthy' | 'hanging' | 'endless';

/** What arrived at a host: the path of each request with the time (Date.now()). */
export type Arrivals = readonly (readonly [path: string, at: number])[];

/** Hosts in a process of their own, one for each manner that was asked for. */
export interface Receivers {
  readonly ports: readonly number[];
  /** How many requests have come, to all of them. */
  count(): Promise<number>;
  /** What has come since it was asked for last. */
  take(): Promise<Arrivals>;
  stop(): void;
}

const CHUNK = Buffer.alloc(64 * 1024, 'x');

export async function startReceivers(manners: readonly Manner[]): Promise<Receivers> {
  const child = fork(fileURLToPath(import.meta.url), ['receivers', ...manners]);
  const ask = async (question: string) => {
    child.send(question);
    const [answer] = await once(child, 'message');
    return answer;
  };
  const ports = (await listening(child)) as number[];
  return {
    ports,
    count: async () => (await ask('count')) as number,
    take: async () => (await ask('take')) as Arrivals,
    stop: () => void child.kill(),
  };
}

async function listening(child: ChildProcess): Promise<unknown> {
  const [ports] = await once(child, 'message');
  return ports;
}

/** What a benchmark does first: true in the process of the hosts. */
export async function servesAsReceivers(): Promise<boolean> {
  if (process.argv[2] !== 'receivers' || !process.send) return false;
  let count = 0;
  let arrivals: [string, number][] = [];
  const ports: number[] = [];
  for (const manner of process.argv.slice(3) as Manner[]) {
    const server = createServer((request, response) => {
      count += 1;
      arrivals.push([request.url ?? '', Date.now()]);
      request.resume();
      if (manner === 'healthy') response.end('ok');
      else if (manner === 'endless') pour(response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ports.push((server.address() as { port: number }).port);
  }
  process.on('message', (question) => {
    process.send?.(question === 'count' ? count : arrivals);
    if (question === 'take') arrivals = [];
  });
  process.send(ports);
  return true;
}

/** Writes as long as somebody reads. */
function pour(response: ServerResponse): void {
  response.on('error', () => undefined);
  const write = () => {
    if (response.destroyed) return;
    if (response.write(CHUNK)) setImmediate(write);
    else response.once('drain', write);
  };
  write();
}
