import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { createAdClicks } from './ad-clicks.ts';
import { fileRoutes } from './files.ts';
import { landingRoutes } from './landing.ts';
import { networkRoutes } from './network.ts';
import { createOrders } from './orders.ts';
import { createSendPostback } from './send-postback.ts';
import { sourceRoutes } from './source.ts';

export interface DemoOptions {
  /** Origin of the collector as browsers and this server reach it, for instance `http://localhost:8080`. */
  readonly collectorUrl: string;
  /** Address of the console, `/console` included; its pages `/logs` and `/leads` are linked to. */
  readonly consoleUrl: string;
  /** Key of the flow whose landing page this is, as in the tracking link `/c/FLOW`. */
  readonly flow: string;
  /** Public site key of that flow (`pk_…`). */
  readonly siteKey: string;
  /** Secret postback token (`sk_…`): used for calls from this server, never shown on a page. */
  readonly postbackToken: string;
  /** Takes one line for each order and each postback; no buyer data, no token. */
  readonly log?: (line: string) => void;
}

export interface RunningDemo {
  readonly url: string;
  close(): Promise<void>;
}

export interface Demo {
  /** Listens on the port (0: any free one). Rejects with node's error, for instance EADDRINUSE. */
  listen(port: number, host?: string): Promise<RunningDemo>;
}

/** A traffic source, a landing page, its thank-you page and a small affiliate network: the whole way of a lead. */
export function createDemo(options: DemoOptions): Demo {
  const log = options.log ?? (() => {});
  const now = () => new Date();
  const newId = () => randomBytes(4).toString('hex');
  const orders = createOrders({ now, newId });
  const clicks = createAdClicks({ now, newId });
  const sendPostback = createSendPostback({
    collectorUrl: options.collectorUrl,
    token: options.postbackToken,
    fetch: globalThis.fetch,
    now,
  });

  const app = new Koa();
  const network = networkRoutes({
    orders,
    sendPostback,
    consoleUrl: options.consoleUrl,
    flow: options.flow,
    log,
  });
  const source = sourceRoutes({ ...options, clicks, log });
  for (const router of [source, landingRoutes(options), network, fileRoutes()]) {
    app.use(router.routes()).use(router.allowedMethods());
  }
  return { listen: (port, host = 'localhost') => listen(app, port, host) };
}

function listen(app: Koa, port: number, host: string): Promise<RunningDemo> {
  const server = createServer(app.callback());
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const bound = server.address() as AddressInfo;
      resolve({ url: `http://${nameOf(host)}:${bound.port}`, close });
    });
  });
}

/** A host that a browser can go to: «any address» is none. */
function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
