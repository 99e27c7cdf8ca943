import { clock } from './clock.ts';
import { fill, type Html, html } from './html.ts';
import type { Call, Order } from './orders.ts';
import { BROKEN_KINDS, FLOW_KINDS, type PostbackKind, STATUS_KINDS } from './postback-kinds.ts';
import { strip } from './strip.ts';
import { networkPage as page } from './texts.ts';

const PAYOUT = '12.50';

/** The network's only page: every order with its buttons, and what the collector answered. */
export function networkPage(view: {
  orders: readonly Order[];
  flowCalls: readonly Call[];
  /** Whose orders are marked as the visitor's own; empty for nobody's. */
  click: string;
  flow: string;
  consoleUrl: string;
}): string {
  const logUrl = `${view.consoleUrl}/logs`;
  const note = html`The network holds the click ID as <code>subid</code> and sends it back in postbacks. Press one.`;
  return fill(page, {
    strip: strip('network', { ad: '/source', order: '/', console: logUrl }, note),
    orders: view.orders.length
      ? view.orders.map((order) => orderCard(order, view.click, logUrl))
      : html`<p class="empty">No orders yet. <a href="/">Order a lamp</a>, or send a postback without a click below.</p>`,
    click: view.click,
    flow: view.flow,
    flowButtons: buttons(FLOW_KINDS),
    payout: payout(),
    flowCalls: callList(view.flowCalls, logUrl),
  });
}

function orderCard(order: Order, click: string, logUrl: string): Html {
  const own = click && order.subid === click;
  return html`<article class="card" id="order-${order.id}">
  <header>
    <h2>Order ${order.id}</h2>
    ${own ? html`<span class="badge">yours</span>` : html``}
    <time datetime="${order.at.toISOString()}">${clock(order.at)}</time>
  </header>
  <dl>
    <div><dt>subid</dt><dd>${order.subid ? html`<code>${order.subid}</code>` : html`<em>none: the form came without one</em>`}</dd></div>
    <div><dt>buyer</dt><dd>${order.name}, ${maskPhone(order.phone)}</dd></div>
    <div><dt>pieces</dt><dd>${order.quantity || '1'}</dd></div>
    ${order.comment ? html`<div><dt>comment</dt><dd>${order.comment}</dd></div>` : html``}
  </dl>
  <form method="post" action="/network/orders/${order.id}/postbacks">
    <input type="hidden" name="click" value="${click}">
    <fieldset><legend>Report</legend>${buttons(STATUS_KINDS)} ${payout()}</fieldset>
    <fieldset class="broken"><legend>Get it wrong</legend>${buttons(BROKEN_KINDS)}</fieldset>
  </form>
  ${callList(order.calls, logUrl)}
</article>`;
}

function buttons(kinds: readonly PostbackKind[]): Html[] {
  return kinds.map(
    ({ name, label, expect }) =>
      html`<button name="kind" value="${name}" class="kind-${name}" title="${expect}">${label}</button> `,
  );
}

function payout(): Html {
  return html`<label class="payout">payout <input name="price" value="${PAYOUT}" size="6" inputmode="decimal" autocomplete="off"> USD</label>`;
}

function callList(calls: readonly Call[], logUrl: string): Html {
  const [last, ...earlier] = calls;
  if (!last) return html``;
  return html`<section class="calls">
    ${callView(last)}
    ${earlier.length ? html`<details><summary>${earlier.length} earlier</summary>${earlier.map(callView)}</details>` : html``}
    <p><a href="${logUrl}">Read it in the console’s log</a></p>
  </section>`;
}

function callView(call: Call): Html {
  return html`<div class="call ${isError(call) ? 'error' : 'ok'}">
    <h3>${call.kind.label} <small>${call.kind.expect}</small> <time datetime="${call.at.toISOString()}">${clock(call.at)}</time></h3>
    <p class="url"><b>GET</b> ${pieces(call.url, /(?=[?&])/)}</p>
    <p class="answer"><b>${call.status || '—'}</b> ${pieces(call.answer, /(?<=,)/)}</p>
  </div>`;
}

/** Business errors are answered with HTTP 200, so the body decides. */
function isError(call: Call): boolean {
  return call.status !== 200 || call.answer.includes('"status":"error"');
}

/** Long text in pieces, each of which may start a line. */
function pieces(text: string, startsAt: RegExp): Html[] {
  return text.split(startsAt).map((piece) => html`<wbr>${piece}`);
}

/** Enough to know one's own order by; the page may be open to others. */
function maskPhone(phone: string): string {
  return phone.length > 4 ? `…${phone.slice(-2)}` : '…';
}
