import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen, readBody } from './server.ts';

/** One request as it arrived. */
export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  text: string;
  json: Record<string, unknown>;
}

/** What the collector does with a POST: a status and a body, or nothing but a closed connection. */
export type Behaviour = { status: number; body: string } | 'close';

/** A transparent GIF of one pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');

const dist = new URL('../../../sdk/dist/', import.meta.url);

/** Answers as the real collector does, keeps all that arrives, and can be told to fail. */
export async function startCollector() {
  const received: Received[] = [];
  const collector = { behaviour: undefined as Behaviour | undefined };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const script = /\/(sdk(?:-core|-debug)?\.js|index\.mjs)(\?|$)/.exec(path)?.[1];
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (script) {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(readFileSync(new URL(script, dist)));
      return;
    }
    const text = await readBody(request);
    const json = text ? JSON.parse(text) : {};
    received.push({ method: request.method ?? '', path, headers: request.headers, text, json });
    if (path.startsWith('/never')) return;
    if (path.includes('/lead.gif')) {
      response.setHeader('Content-Type', 'image/gif');
      response.end(PIXEL);
    } else if (request.method !== 'POST') {
      response.end();
    } else if (collector.behaviour === 'close') {
      request.socket.destroy();
    } else {
      const { status, body } = collector.behaviour ?? {
        status: 200,
        body: JSON.stringify({ status: 'ok', result: 'created', click: json.click }),
      };
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
    }
  }

  const server = await listen(createServer(answer));
  const at = (end: string) => received.filter(({ method, path }) => method === 'POST' && path.endsWith(end));

  return Object.assign(collector, {
    origin: server.origin,
    close: server.close,
    received,
    /** The leads that arrived, each as often as it did. */
    leads: () => at('/api/track/lead.json'),
    /** The clicks that were registered. */
    clicks: () => at('/api/track/click.json'),
    /** The leads that came as an image, by what their URLs say. */
    images: () =>
      received
        .filter(({ method, path }) => method === 'GET' && path.startsWith('/api/track/lead.gif?'))
        .map(({ path }) => Object.fromEntries(new URL(path, server.origin).searchParams)),
    /** What a URL told that belongs into a body. URLs end up in logs. */
    told: () =>
      received
        .filter(({ path }) => path.includes('/api/track/'))
        .flatMap(({ path }) => [...new URL(path, server.origin).searchParams])
        .filter(([name]) => !/^(key|click|goal)$/.test(name)),
    preflights: () => received.filter(({ method }) => method === 'OPTIONS'),
  });
}

export type Collector = Awaited<ReturnType<typeof startCollector>>;
