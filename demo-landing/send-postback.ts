import type { Params } from './postback-kinds.ts';

const TIMEOUT_MS = 10_000;
const SHOWN_ANSWER = 4_000;
const HIDDEN_TOKEN = 'TOKEN';

/** One postback that was sent, fit to be shown: the token is in neither the URL nor the answer. */
export interface Sent {
  readonly at: Date;
  readonly url: string;
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly answer: string;
}

export type SendPostback = (params: Params) => Promise<Sent>;

/**
 * Sends postbacks from this server to the collector, as networks do. A collector that cannot be reached is an
 * answer too: what is returned says why, nothing is thrown.
 */
export function createSendPostback(deps: {
  collectorUrl: string;
  token: string;
  fetch: typeof globalThis.fetch;
  now: () => Date;
}): SendPostback {
  return async (params) => {
    const at = deps.now();
    const called = postbackUrl(deps.collectorUrl, { id: deps.token, ...params });
    const shown = postbackUrl(deps.collectorUrl, { id: HIDDEN_TOKEN, ...params });
    const { status, answer } = await ask(deps.fetch, called);
    return { at, url: shown, status, answer: answer.replaceAll(deps.token, HIDDEN_TOKEN) };
  };
}

function postbackUrl(collectorUrl: string, params: Params): string {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== ''));
  // Networks send a macro that they do not know as it stands, braces and all.
  const asSent = query.toString().replaceAll('%7B', '{').replaceAll('%7D', '}');
  return `${collectorUrl}/api/track/postback.json?${asSent}`;
}

async function ask(fetch: typeof globalThis.fetch, url: string): Promise<{ status: number; answer: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: response.status, answer: (await response.text()).slice(0, SHOWN_ANSWER) };
  } catch (error) {
    return { status: 0, answer: `No answer (${reasonOf(error)}). Is the collector running?` };
  }
}

// fetch says only «fetch failed»; the cause knows more, and neither holds the URL's query.
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}
