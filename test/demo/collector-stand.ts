import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDemo } from '../../demo-landing/server.ts';

export const TOKEN = 'sk_7d1f_canary';

/** A server at the collector's place, which notes what it is asked, and a demo that sends its postbacks there. */
export async function startDemo(answer = '{"status":"ok","result":"created"}') {
  const asked: URL[] = [];
  const lines: string[] = [];
  const collector = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://collector'));
    response.setHeader('Content-Type', 'application/json');
    response.end(answer);
  });
  await new Promise<void>((resolve) => collector.listen(0, 'localhost', resolve));
  const collectorUrl = `http://localhost:${(collector.address() as AddressInfo).port}`;

  const demo = await createDemo({
    collectorUrl,
    consoleUrl: `${collectorUrl}/console`,
    flow: 'demo',
    siteKey: 'pk_"site"',
    postbackToken: TOKEN,
    log: (line) => lines.push(line),
  }).listen(0);

  const stopCollector = () => new Promise((resolve) => collector.close(resolve));
  return {
    asked,
    lines,
    collectorUrl,
    stopCollector,
    page: async (path: string) => (await fetch(demo.url + path)).text(),
    post: (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(demo.url + path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers,
        redirect: 'manual',
      }),
    close: async () => {
      await demo.close();
      if (collector.listening) await stopCollector();
    },
  };
}

export type RunningStand = Awaited<ReturnType<typeof startDemo>>;

/** Orders as the landing page's form does; returns the network's ID of the order, from its page. */
export async function order(stand: RunningStand, fields: Record<string, string> = {}): Promise<string> {
  await stand.post('/network/orders', { subid: 'c1', name: 'Ann', phone: '+1 202 555 0147', ...fields });
  const id = /id="order-(\w+)"/.exec(await stand.page('/network'))?.[1];
  if (!id) throw new Error('The network shows no order');
  return id;
}
