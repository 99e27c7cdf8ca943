import type { PostbackKind } from './postback-kinds.ts';
import type { Sent } from './send-postback.ts';

const KEPT_ORDERS = 100;
const KEPT_CALLS = 20;

/** A postback that was sent, and which button it was. */
export interface Call extends Sent {
  readonly kind: PostbackKind;
}

/** What a landing page's form sends to the network. `subid` is the click ID, or empty where the form had none. */
export interface OrderForm {
  readonly subid: string;
  readonly name: string;
  readonly phone: string;
  readonly quantity: string;
  readonly comment: string;
}

/** An order as the network knows it; `calls` are its postbacks, newest first. */
export interface Order extends OrderForm {
  readonly id: string;
  readonly at: Date;
  readonly calls: Call[];
}

export interface Orders {
  take(form: OrderForm): Order;
  find(id: string): Order | undefined;
  /** Newest first. */
  list(): readonly Order[];
}

/** The network's order book: in memory, the newest hundred. IDs must differ between runs, for leads outlive them. */
export function createOrders(deps: { now: () => Date; newId: () => string }): Orders {
  const orders: Order[] = [];
  return {
    take(form) {
      const order: Order = { ...form, id: deps.newId(), at: deps.now(), calls: [] };
      orders.unshift(order);
      orders.length = Math.min(orders.length, KEPT_ORDERS);
      return order;
    },
    find: (id) => orders.find((order) => order.id === id),
    list: () => orders,
  };
}

/** Adds a postback to those shown, newest first. */
export function noteCall(calls: Call[], call: Call): void {
  calls.unshift(call);
  calls.length = Math.min(calls.length, KEPT_CALLS);
}
