import { createServer } from 'node:http';
import { listen, readBody } from './server.ts';

/** One form as the site received it. */
export interface Submitted {
  method: string;
  path: string;
  fields: [name: string, value: string][];
}

/** The web site under test: pages that a test wrote, and an order form's target at `/order` that keeps what comes. */
export async function startSite() {
  const pages = new Map<string, { html: string; headers: Record<string, string> }>();
  const submitted: Submitted[] = [];

  const server = await listen(
    createServer(async (request, response) => {
      const url = new URL(request.url ?? '', 'http://site');
      const page = pages.get(url.pathname);
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      if (page) {
        response.writeHead(200, page.headers).end(page.html);
        return;
      }
      const body = await readBody(request);
      const sent = request.method === 'GET' ? url.searchParams : fieldsOf(body);
      submitted.push({ method: request.method ?? '', path: url.pathname, fields: [...sent] });
      response.end('<!doctype html><title>taken</title>');
    }),
  );

  return {
    origin: server.origin,
    close: server.close,
    /** Forms that arrived (the browser's own request for an icon left out). */
    orders: () => submitted.filter(({ path }) => path === '/order'),
    write(path: string, html: string, headers: Record<string, string> = {}): void {
      pages.set(path, { html, headers });
    },
  };
}

/** The fields of a form in either encoding. */
function fieldsOf(body: string): Iterable<[string, string]> {
  const part = /name="([^"]*)"\r\n\r\n([\s\S]*?)\r\n--/g;
  const parts = [...body.matchAll(part)].map(([, name = '', value = '']): [string, string] => [name, value]);
  return parts.length > 0 ? parts : new URLSearchParams(body);
}

export type Site = Awaited<ReturnType<typeof startSite>>;
