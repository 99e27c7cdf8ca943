import type { IncomingMessage } from 'node:http';
import Router from '@koa/router';
import type { Context, Next } from 'koa';
import getRawBody from 'raw-body';
import { CONTENT_POLICY } from './content-policy.ts';
import { networkPage } from './network-page.ts';
import { type Call, noteCall, type Orders } from './orders.ts';
import { BROKEN_KINDS, FLOW_KINDS, type PostbackKind, type Sale, STATUS_KINDS } from './postback-kinds.ts';
import type { SendPostback } from './send-postback.ts';

const BODY_LIMIT = '16kb';
const FIELD_LIMIT = 1_000;

/** The toy affiliate network: takes orders, and reports on them to the collector when a button is pressed. */
export function networkRoutes(deps: {
  orders: Orders;
  sendPostback: SendPostback;
  consoleUrl: string;
  flow: string;
  log: (line: string) => void;
}): Router {
  const { orders, flow } = deps;
  const flowCalls: Call[] = [];

  async function send(kind: PostbackKind, sale: Sale, plain: Record<string, string>, calls: Call[]) {
    const sent = await deps.sendPostback({ ...plain, ...kind.params(sale) });
    noteCall(calls, { kind, ...sent });
    deps.log(`postback ${sent.url}: ${sent.status} ${sent.answer}`);
  }

  return new Router({ prefix: '/network' })
    .get('/', (ctx) => {
      const click = new URLSearchParams(ctx.querystring).get('click') ?? '';
      ctx.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': CONTENT_POLICY });
      ctx.type = 'html';
      ctx.body = networkPage({ orders: orders.list(), flowCalls, click, flow, consoleUrl: deps.consoleUrl });
    })
    .post('/orders', async (ctx) => {
      const field = await readForm(ctx.req);
      const name = field('name');
      const phone = field('phone');
      if (!name || !phone)
        return ctx.throw(400, 'An order needs a name and a phone: go back and fill them in.');
      const subid = field('subid');
      const order = orders.take({
        subid,
        name,
        phone,
        quantity: field('quantity'),
        comment: field('comment'),
      });
      deps.log(`order ${order.id}: subid ${JSON.stringify(subid)}`);
      seeOther(ctx, `/thanks${clickQuery(subid)}`);
    })
    .post('/orders/:id/postbacks', ownPagesOnly, async (ctx) => {
      const field = await readForm(ctx.req);
      const order = orders.find(ctx.params.id ?? '');
      if (!order) return ctx.throw(404, 'No such order: they are kept in memory only. Order again.');
      const kind = kindOf([...STATUS_KINDS, ...BROKEN_KINDS], field('kind'));
      if (!kind) return ctx.throw(400, `No such kind of postback: «${field('kind')}».`);
      const sale = { flow, price: field('price') };
      await send(kind, sale, { click: order.subid, uid: order.id }, order.calls);
      seeOther(ctx, `/network${clickQuery(field('click'))}#order-${order.id}`);
    })
    .post('/postbacks', ownPagesOnly, async (ctx) => {
      const field = await readForm(ctx.req);
      const kind = kindOf(FLOW_KINDS, field('kind'));
      if (!kind) return ctx.throw(400, `No such kind of postback: «${field('kind')}».`);
      await send(kind, { flow, price: field('price') }, { flow, subid: field('subid') }, flowCalls);
      seeOther(ctx, `/network${clickQuery(field('click'))}#flow-mode`);
    });
}

/** 303, so that a reload of the page that follows repeats neither the order nor the postback. */
function seeOther(ctx: Context, url: string): void {
  ctx.status = 303;
  ctx.redirect(url);
}

function clickQuery(click: string): string {
  return click && `?click=${encodeURIComponent(click)}`;
}

/** A button carries this server's token, so a page of somebody else must not press it for the user. */
function ownPagesOnly(ctx: Context, next: Next): Promise<unknown> {
  const from = ctx.get('Sec-Fetch-Site');
  if (from && from !== 'same-origin')
    ctx.throw(403, 'Postbacks are sent from the network’s own page: open /network.');
  return next();
}

function kindOf(kinds: readonly PostbackKind[], name: string): PostbackKind | undefined {
  return kinds.find((kind) => kind.name === name);
}

/** Fields of a form sent as `application/x-www-form-urlencoded`; one that is absent reads as an empty string. */
async function readForm(request: IncomingMessage): Promise<(name: string) => string> {
  const fields = new URLSearchParams(await getRawBody(request, { limit: BODY_LIMIT, encoding: 'utf8' }));
  return (name) => (fields.get(name) ?? '').trim().slice(0, FIELD_LIMIT);
}
