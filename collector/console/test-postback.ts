import { findDoor } from '../http/doors.ts';
import { toPostback } from '../http/receive.ts';
import {
  buildPostbackUrls,
  type CallValues,
  type NetworkTemplate,
  networkOf,
  type PostbackUrl,
  simulateCall,
} from '../networks/index.ts';
import type { Flow } from '../pipeline/lead.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Postback, Verdict } from '../pipeline/postback.ts';

/** What a tester sends, and as whom. */
export interface TestOrder {
  readonly flow: Flow;
  /** The postback token, as the network would send it. */
  readonly token: string;
  /** The network's URL that is called: its number in `testUrls`. */
  readonly url: number;
  /** Null: a new click is made by the flow's tracking link. */
  readonly click: string | null;
  readonly values: Omit<CallValues, 'click'>;
  /** Only tell what would happen. */
  readonly dry: boolean;
  /** Keep the lead out of statistics and outgoing postbacks. */
  readonly test: boolean;
}

/** What became of it. */
export interface Tested {
  /** Of its log entry. */
  readonly id: string;
  readonly click: string;
  readonly verdict: Verdict;
  /** What the network would have called, without the token. */
  readonly url: string;
  /** The address that it seems to come from, where flow or token take only some. */
  readonly ip: string;
}

export interface TestDeps {
  readonly pipeline: Pipeline;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly publicUrl: string;
}

/** Calls by our own names, for flows without a network. */
export const PLAIN_NETWORK: NetworkTemplate = {
  id: 'plain',
  name: 'Subpixel',
  kind: 'platform',
  link: null,
  macros: {
    click: '{click}',
    uid: '{uid}',
    status: '{status}',
    goal: '{goal}',
    price: '{price}',
    currency: '{currency}',
  },
  statuses: {},
  source: 'documented',
};

/** The network whose part the tester plays. */
export function testNetwork(flow: Flow): NetworkTemplate {
  const network = networkOf(flow);
  return network && network.setup !== 'none' ? network : PLAIN_NETWORK;
}

/** The URLs that this flow's network calls. */
export function testUrls(flow: Flow, publicUrl: string, token: string): PostbackUrl[] {
  return buildPostbackUrls(testNetwork(flow), { collectorUrl: publicUrl, token, mapping: 'flow' });
}

/**
 * Plays the network: fills in its macros as it would, and hands the call to the pipeline through the same reading as
 * every postback, as if it came from an address that flow and token take.
 */
export async function sendTest(deps: TestDeps, order: TestOrder): Promise<Tested> {
  const click = order.click ?? (await makeClick(deps, order.flow));
  const call = simulateCall(testNetwork(order.flow), template(deps, order), { ...order.values, click });
  const url = `${call}${order.dry ? '&dry=1' : ''}${order.test ? '&test=1' : ''}`;
  const { pathname, search } = new URL(url);
  const postback = await toPostbackFrom(deps, order, pathname + search);
  const verdict = await deps.pipeline.submit(postback);
  return {
    ...{ id: postback.id, click, verdict, ip: postback.caller.ip },
    url: url.replace(order.token, 'sk_…'),
  };
}

function template({ publicUrl }: TestDeps, { flow, token, url }: TestOrder): string {
  const urls = testUrls(flow, publicUrl, token);
  const chosen = urls[url] ?? urls[0];
  if (!chosen) throw new Error(`the network of ${flow.id} has no postback URL`);
  return chosen.url;
}

async function toPostbackFrom({ now, newId }: TestDeps, { flow }: TestOrder, url: string): Promise<Postback> {
  const door = findDoor('GET', '/api/track/postback.json');
  if (!door) throw new Error('the door of postbacks is gone');
  const at = now();
  const parts = {
    method: 'GET',
    url,
    headers: { 'user-agent': 'Subpixel tester' },
    // A network's own servers: the first that the flow takes.
    remoteAddress: flow.ipRanges[0]?.split('/')[0] ?? '',
    body: { bytes: Buffer.alloc(0), unreadable: null },
  };
  return toPostback(parts, door, at, { now, newId, proxyHops: 0 });
}

/** A visit by the tracking link; its source tells it apart from those of people. */
async function makeClick({ pipeline, now, newId }: TestDeps, flow: Flow): Promise<string> {
  const id = newId();
  await pipeline.submit({
    id,
    receivedAt: now(),
    channel: 'link',
    purpose: 'click',
    format: 'txt',
    credentials: { flow: flow.id },
    parameters: {
      values: new Map([['utm_source', 'subpixel-tester']]),
      meta: new Map(),
      undecoded: new Map(),
      remarks: [],
    },
    caller: { ip: '', userAgent: 'Subpixel tester', referrer: '', origin: '' },
    request: { method: 'GET', path: `/c/${flow.id}`, query: '', headers: {}, body: '' },
  });
  return id;
}
