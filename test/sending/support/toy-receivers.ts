import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';

export interface Received {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const CHUNK = Buffer.alloc(64 * 1024, 'x');

type Answer = (response: ServerResponse, request: Received) => void;

/** How receivers may behave, by the first part of the path. */
const WAYS: Readonly<Record<string, Answer>> = {
  ok: (response) => response.end('{"ok":true}'),
  hang: () => undefined,
  drip(response) {
    response.writeHead(200).write('.');
    const timer = setInterval(() => response.write('.'), 200);
    response.on('close', () => clearInterval(timer));
  },
  endless(response) {
    const more = () => {
      while (response.write(CHUNK));
    };
    response.writeHead(200).on('drain', more);
    more();
  },
  headers(response) {
    const more = () => {
      while (response.socket?.write(`X-Long: ${'x'.repeat(60_000)}\r\n`));
    };
    response.socket?.on('drain', more).on('error', () => undefined);
    response.socket?.write('HTTP/1.1 200 OK\r\n');
    more();
  },
  reset: (response) => void response.socket?.resetAndDestroy(),
  garbage: (response) => void response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n'),
  redirect(response, { path }) {
    const query = new URLSearchParams(path.split('?')[1]);
    response.writeHead(Number(query.get('code') ?? 302), { Location: query.get('to') ?? '/' }).end();
  },
  busy: (response) => response.writeHead(429, { 'Retry-After': '7' }).end('slow down'),
  gone: (response) => response.writeHead(410).end('gone'),
  broken: (response) => response.writeHead(500).end('Internal Server Error'),
  later: (response) => response.writeHead(408).end('not now'),
  bad: (response) => response.writeHead(400).end('no'),
  echo: (response, request) => response.end(JSON.stringify(request)),
};

/** A receiver on 127.0.0.1 that behaves as its paths say, and remembers what it was sent. */
export async function startToy(ways: Readonly<Record<string, Answer>> = {}) {
  const received: Received[] = [];
  let connections = 0;
  let open = 0;
  let most = 0;
  const server = createServer(async (incoming, response) => {
    const request = await read(incoming).catch(() => null);
    if (!request) return;
    received.push(request);
    open += 1;
    most = Math.max(most, open);
    response.on('close', () => {
      open -= 1;
    });
    response.on('error', () => undefined);
    const way = request.path.split(/[/?]/)[1] ?? '';
    ({ ...WAYS, ...ways })[way]?.(response, request);
  });
  server.on('connection', () => {
    connections += 1;
  });
  const port = await listen(server);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    received,
    connections: () => connections,
    /** Requests that have no answer yet, and how many there were at one time. */
    open: () => open,
    most: () => most,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type Toy = Awaited<ReturnType<typeof startToy>>;

/** Something that listens and is nobody's receiver: counts who connects. With an answer, says it to each. */
export async function startListener(host = '127.0.0.1', says = '') {
  let connections = 0;
  let heard = '';
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket
      .on('error', () => undefined)
      .on('data', (chunk) => {
        heard += chunk.toString('latin1');
      });
    if (says) socket.end(says);
  });
  const port = await listen(server, host);
  return {
    port,
    connections: () => connections,
    heard: () => heard,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function read(incoming: IncomingMessage): Promise<Received> {
  let body = '';
  for await (const chunk of incoming) body += chunk;
  return { path: incoming.url ?? '', method: incoming.method ?? '', headers: incoming.headers, body };
}
