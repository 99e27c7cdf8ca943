import type { LookupAddress } from 'node:dns';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { isPublicAddress } from '../net/address.ts';
import { addressesOf, codeOf, type FindAddresses, only } from '../net/look-up.ts';

/** Why the proxy did not go where the browser wanted to. */
export type Hindrance =
  | { readonly kind: 'private'; readonly address: string }
  | { readonly kind: 'dns' | 'connect'; readonly code: string };

export interface GuardOptions {
  /** Lets every address through. */
  readonly allowPrivate: boolean;
  /** `host:port` of those that may be reached wherever they are: the collector itself. */
  readonly trusted: readonly string[];
  /** Without it the system is asked. */
  readonly resolve?: FindAddresses;
}

export interface GuardProxy {
  readonly url: string;
  /** What became of the last try to reach `host:port`; undefined where it went well. */
  readonly hindrance: (hostAndPort: string) => Hindrance | undefined;
  readonly close: () => Promise<void>;
}

/**
 * The only way out of the browser that opens a stranger's URL: a proxy that looks a name up, refuses it where any of
 * its addresses is not public, and connects to the very addresses that it has looked at. So neither a redirect, a
 * frame, a WebSocket nor a name that changes its address between two look-ups leads into the internal network.
 */
export async function startGuardProxy(options: GuardOptions): Promise<GuardProxy> {
  const hindrances = new Map<string, Hindrance>();
  const sockets = new Set<Duplex>();

  /** The addresses to connect to, or null, with the reason written down. */
  const admit = async (host: string, port: string): Promise<readonly LookupAddress[] | null> => {
    const target = `${host}:${port}`;
    try {
      const addresses = await addressesOf(host, options.resolve);
      const inside = addresses.find(({ address }) => !isPublicAddress(address));
      if (!inside || options.allowPrivate || options.trusted.includes(target)) {
        hindrances.delete(target);
        return addresses;
      }
      hindrances.set(target, { kind: 'private', address: inside.address });
    } catch (error) {
      hindrances.set(target, { kind: 'dns', code: codeOf(error) });
    }
    return null;
  };
  const noteFailure = (target: string) => (error: Error) =>
    hindrances.set(target, { kind: 'connect', code: codeOf(error) });

  /** http: the browser sends the whole URL. */
  const forward = async (incoming: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const { hostname, port, pathname, search } = new URL(incoming.url ?? '');
    const host = hostname.replace(/^\[|\]$/g, '');
    const addresses = await admit(host, port || '80');
    if (!addresses) return void answer.destroy();
    const { 'proxy-connection': _, ...headers } = incoming.headers;
    const outgoing = request(
      {
        host,
        port: port || 80,
        path: pathname + search,
        headers,
        ...{ method: incoming.method, agent: false, lookup: only(addresses), setHost: false },
      },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
        response.pipe(answer);
        response.on('error', () => answer.destroy());
      },
    );
    outgoing.on('error', (error) => {
      noteFailure(`${host}:${port || '80'}`)(error);
      answer.destroy();
    });
    answer.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  };

  /** https and WebSockets: a tunnel. */
  const tunnel = async (incoming: IncomingMessage, client: Duplex, head: Buffer): Promise<void> => {
    const { hostname, port } = new URL(`tunnel://${incoming.url}`);
    const host = hostname.replace(/^\[|\]$/g, '');
    client.on('error', () => undefined);
    const addresses = await admit(host, port);
    if (!addresses) return void client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const server: Socket = connect({ host, port: Number(port), lookup: only(addresses) }, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      server.write(head);
      server.pipe(client).pipe(server);
    });
    keep(server);
    server.on('error', (error) => {
      noteFailure(`${host}:${port}`)(error);
      client.destroy();
    });
    client.on('close', () => server.destroy());
  };

  const keep = (socket: Duplex) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  };
  // What the browser sends that is no request at all must not end the collector.
  const server = createServer((incoming, answer) => {
    forward(incoming, answer).catch(() => answer.destroy());
  });
  server.on('connect', (incoming, client, head) => {
    tunnel(incoming, client, head).catch(() => client.destroy());
  });
  server.on('connection', keep);
  await new Promise<void>((resolve, reject) => {
    // Exclusive: else all workers of a cluster would share one port.
    server.once('error', reject).listen({ port: 0, host: '127.0.0.1', exclusive: true }, resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hindrance: (hostAndPort) => hindrances.get(hostAndPort),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** What a URL leads to, as the proxy calls it. */
export function toHostAndPort(url: string): string {
  const { protocol, hostname, port } = new URL(url);
  return `${hostname.replace(/^\[|\]$/g, '')}:${port || (protocol === 'https:' ? '443' : '80')}`;
}
