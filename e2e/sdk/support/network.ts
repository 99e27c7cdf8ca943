import {
  Agent,
  createServer,
  request as forward,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { readBody } from './server.ts';

/**
 * What becomes of a request to the collector's doors: it passes, is answered 503, loses its connection on the way
 * there, or is taken while the answer is lost on the way back.
 */
export type Weather = 'pass' | '503' | 'drop' | 'lose answers';

/** One request to the collector's doors as it passed here. */
export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** The network between a page and the collector. Scripts always pass, or no page would have any. */
export async function startNetwork(collectorUrl: string) {
  const passed: Passed[] = [];
  // A connection that is kept may be closed by the collector just when it is used again: a failure nobody asked for.
  const agent = new Agent({ keepAlive: false });
  const network = { weather: 'pass' as Weather, latencyMs: 0 };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = request;
    const body = await readBody(request);
    const { weather } = network;
    const isDoor = path.startsWith('/api/track/');
    if (isDoor) {
      passed.push({ method, path, body });
      await delay(network.latencyMs);
      if (weather === 'drop') return void request.socket.destroy();
      // With this header as the collector's own answers: to a page, one without is no answer at all.
      if (weather === '503')
        return void response.writeHead(503, { 'Access-Control-Allow-Origin': '*' }).end();
    }
    const onward = forward(collectorUrl + path, { method, headers, agent }, (answer) => {
      if (isDoor && weather === 'lose answers') return void request.socket.destroy();
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => request.socket.destroy()).end(body);
  }

  // A page that closes while its request is being read is no error of ours.
  const server = createServer((request, response) => void handle(request, response).catch(() => undefined));
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const away = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });

  return Object.assign(network, {
    origin: `http://127.0.0.1:${port}`,
    /** From here on connections are refused. */
    away,
    back: () => listen(port),
    close: away,
    /** What has come by since the last `forget`. */
    requests: (method: string) => passed.filter((request) => request.method === method),
    /** The bodies of the leads among it. */
    leads: () =>
      passed.filter(({ path, body }) => path.endsWith('/lead.json') && body).map(({ body }) => body),
    forget: () => void passed.splice(0),
  });
}

export type Network = Awaited<ReturnType<typeof startNetwork>>;
