import { createServer, type RequestListener, type Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/** How long a client may take, in milliseconds, and how many may come. */
export interface ClientLimits {
  /** To send its headers. */
  readonly headersTimeout: number;
  /** To send all of its request. */
  readonly requestTimeout: number;
  /** Between two requests. */
  readonly keepAliveTimeout: number;
  /** How often the first two are looked after. */
  readonly connectionsCheckingInterval: number;
  /** Silence on a connection, in the middle of anything. */
  readonly silence: number;
  /** Connections at one time; node closes more at once. An idle one costs some kilobytes. */
  readonly maxConnections: number;
}

/** Verified to end slow and idle connections: node's own defaults let half a header live for 90 s (measured). */
export const CLIENT_LIMITS: ClientLimits = {
  headersTimeout: 5000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
  silence: 12_000,
  maxConnections: 10_000,
};

const MAX_HEADER_BYTES = 16 * 1024;

/** Listens. Rejects with a message for people where it cannot. `host` null: all interfaces. */
export function listen(
  handler: RequestListener,
  onClientError: (error: Error, socket: Socket) => void,
  port: number,
  host: string | null,
  { silence, maxConnections, ...timeouts }: ClientLimits = CLIENT_LIMITS,
): Promise<Server> {
  const server = createServer({ ...timeouts, maxHeaderSize: MAX_HEADER_BYTES }, handler);
  server.timeout = silence;
  server.maxConnections = maxConnections;
  server.maxHeadersCount = 100;
  server.on('clientError', onClientError as (error: Error, socket: unknown) => void);
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, port)));
    server.listen({ port, ...(host === null ? {} : { host }) }, () => resolve(server));
  });
}

/** The port cannot be had; the message says what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/** Says in words why a port cannot be had. */
export function explain(error: Error, port: number): Error {
  const code = 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') {
    return new ListenError(
      `Port ${port} is taken: stop what uses it, or choose another with PORT=${port + 100} npm start`,
    );
  }
  if (code === 'EACCES') {
    return new ListenError(`Port ${port} needs privileges: choose one above 1023, for instance PORT=8080`);
  }
  return error;
}

/** Who stops the process waits for it: a client in the middle of its request has so long to finish it. */
const CLOSE_MS = 3000;

/** Stops taking requests and resolves when the last one under way has been answered, or after CLOSE_MS. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Requests end by themselves before, by their time-outs. */
const DRAIN_MS = 15_000;

/**
 * Takes no more connections and resolves when the last one has ended: by an answer with `Connection: close`, or by its
 * time-out. None is cut, unlike with `server.close()`, which ends idle ones although a request may be on its way there.
 */
export function drainServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    NetServer.prototype.close.call(server, () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
