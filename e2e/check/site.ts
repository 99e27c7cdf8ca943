import { createServer } from 'node:http';
import { listen } from '../sdk/support/server.ts';

interface WrittenPage {
  readonly html: string;
  readonly status?: number;
  readonly headers?: Record<string, string>;
}

/** A web site with the pages that a test writes. */
export async function startSite() {
  const pages = new Map<string, WrittenPage>();
  let requests = 0;
  const server = await listen(
    createServer((request, response) => {
      requests += 1;
      const page = pages.get(new URL(request.url ?? '', 'http://site').pathname);
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.writeHead(page?.status ?? (page ? 200 : 404), page?.headers);
      response.end(page ? `<!doctype html><meta charset=utf-8><title>page</title>${page.html}` : 'not found');
    }),
  );
  return {
    ...server,
    /** How often anybody has asked for anything. */
    requests: () => requests,
    /** Writes a page; answers with its address. */
    write(path: string, page: WrittenPage): string {
      pages.set(path, page);
      return server.origin + path;
    },
  };
}
