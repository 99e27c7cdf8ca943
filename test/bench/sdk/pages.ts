import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CLICK = '0192f3a4b5c67d8e9f00112233445566';
const NODES = 10_000;

/** What is measured, the least that any such script does, and the page by itself. */
export type Variant = 'ours' | 'naive' | 'none';

/** The page's element that is counted as filled. */
export const FILLED = `form > input[name=subid][value="${CLICK}"]`;

const scripts: Record<Exclude<Variant, 'none'>, string> = {
  ours: readFileSync('sdk/dist/sdk.js', 'utf8'),
  naive: `
    const click = new URLSearchParams(location.search).get('click');
    for (const form of document.querySelectorAll('form')) {
      const input = document.createElement('input');
      input.type = 'hidden';
      input.name = 'subid';
      input.value = click;
      form.append(input);
    }`,
};

/** Before all else: what the page sees of itself. */
const WITNESS = `<script>
  window.long = { tasks: 0, ours: 0 };
  document.addEventListener('DOMContentLoaded', () => {
    window.filled = document.querySelectorAll('${FILLED}').length;
  });
  new PerformanceObserver((list) => { long.tasks += list.getEntries().length; }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const frame of list.getEntries())
      for (const { sourceURL, duration } of frame.scripts)
        if (sourceURL.includes('/ours.js') && duration >= 50) long.ours += 1;
  }).observe({ type: 'long-animation-frame' });
</script>`;

const FORM = '<form action=/order><input name=name><input name=phone><button>Order</button></form>\n';
const FILLER = '<p class=text>Some <b>words</b></p>\n';
const FORM_NODES = 4;
const FILLER_NODES = 2;

/** A document of 10,000 elements, the forms spread evenly. */
function page(variant: Variant, forms: number): string {
  const fillers = Math.round((NODES - forms * FORM_NODES) / FILLER_NODES / forms);
  const tag = variant === 'none' ? '' : `<script defer src="/${variant}.js" data-key="pk_bench"></script>`;
  return `<!doctype html><meta charset=utf-8><title>bench</title>${WITNESS}${tag}
    <body>${(FORM + FILLER.repeat(fillers)).repeat(forms)}<div id=list></div>`;
}

/** Serves the pages and the scripts. */
export async function servePages() {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://bench');
    const script = scripts[pathname.slice(1, -3) as keyof typeof scripts];
    response.setHeader('Content-Type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(script ?? page(pathname.slice(1) as Variant, Number(searchParams.get('forms') ?? 1)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: (variant: Variant, forms: number) =>
      `http://127.0.0.1:${port}/${variant}?forms=${forms}&click=${CLICK}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
