import type { Knex } from 'knex';
import { makeToken } from '../pipeline/token.ts';
import { listFlows } from '../storage/flows.ts';
import { listTokens } from '../storage/tokens.ts';
import { scriptTag, type TagOptions } from './snippets.ts';

interface SampleDeps extends TagOptions {
  readonly knex: Knex;
  readonly secret: string;
}

/** What a newcomer can try: null where the account has no flow or no token yet. */
export interface Sample {
  /** A postback that works at once, for a shell. */
  readonly postback: string | null;
  /** The tag for a landing page. */
  readonly tag: string | null;
}

/**
 * Makes a postback in flow mode, which needs no click, marked as a test. It holds a real token: show it only to who
 * has asked for it or has nothing yet.
 */
export async function makeSample(deps: SampleDeps, accountId: string): Promise<Sample> {
  const [flows, tokens] = await Promise.all([
    listFlows(deps.knex, accountId),
    listTokens(deps.knex, accountId),
  ]);
  const flow = flows[0];
  const token = tokens[0];
  if (!flow) return { postback: null, tag: null };
  const tag = scriptTag(deps, flow);
  if (!token) return { postback: null, tag };
  const query = new URLSearchParams({
    id: makeToken(token.id, deps.secret),
    flow: flow.id,
    subid: 'sample-1',
    status: 'approve',
    price: '12.50',
    currency: 'USD',
    test: '1',
  });
  return { postback: `curl '${deps.publicUrl}/api/track/postback.json?${query}'`, tag };
}
