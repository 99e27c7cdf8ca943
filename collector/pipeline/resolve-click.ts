import { cleanText } from './clean-text.ts';
import { isMintable } from './click-id.ts';
import type { DecisionContext } from './decision.ts';
import type { Change, Click, ClickState } from './lead.ts';
import type { Refusal, Remark } from './postback.ts';
import type { Prepared } from './prepare.ts';
import { quote, refuse, refuseClick } from './refusal.ts';

/** The click of a postback, found or made. */
export interface Visit {
  readonly state: ClickState;
  /** It is new, or got other tags: it has to be written. */
  readonly changed: boolean;
  readonly changes: readonly Change[];
  readonly remarks: readonly Remark[];
}

const MAX_URL = 2000;
const MAX_USER_AGENT = 500;

/**
 * Resolves the click of a postback: the loaded one where it is the sender's own, a new one in flow mode and for an
 * ID that a browser minted, else a refusal.
 */
export function openClick(
  prepared: Prepared,
  state: ClickState | null,
  context: DecisionContext,
): Visit | Refusal {
  const { postback, identity } = prepared;
  if (state) {
    if (state.click.accountId !== prepared.accountId) {
      return refuse('access', 'owner', `the click ${state.click.id} belongs to another account`);
    }
    return { state, changed: false, changes: [], remarks: [] };
  }
  if (prepared.flowMode)
    return made(prepared, context, 'flow', `A click for ${quote(identity.subid)} of the flow is made`);
  if (postback.channel === 'link')
    return made(prepared, context, 'link', 'The click of a tracking link is made');
  if (postback.channel === 'pixel' && prepared.clickId !== null) {
    if (isMintable(prepared.clickId, context.now))
      return made(prepared, context, 'page', 'The click is new: the page minted it');
    const hint =
      'a page may bring only IDs that it minted itself, UUIDv7, within two days: check the clock of the device';
    return refuse('bad-click', 'unknown', hint);
  }
  return refuseClick(identity.click?.name ?? 'click', identity.click?.text ?? '', true);
}

function made(
  prepared: Prepared,
  context: DecisionContext,
  source: Click['source'],
  says: string,
): Visit | Refusal {
  const { postback, clickId, accountId, flow } = prepared;
  if (clickId === null || accountId === null || flow === null)
    return refuse('bad-flow', 'unknown', 'the flow was deleted');
  const text = (name: string) => postback.parameters.values.get(name) ?? '';
  // In flow mode the caller is a server: its address and browser are not the visitor's.
  const visitor = source === 'flow' ? null : postback.caller;
  const { path, query } = postback.request;
  const where = {
    page: { url: text('url'), referrer: text('referrer') },
    link: { url: query === '' ? path : `${path}?${query}`, referrer: visitor?.referrer ?? '' },
    flow: { url: '', referrer: '' },
  }[source];
  const click: Click = {
    id: clickId,
    accountId,
    flowId: flow.id,
    version: 0,
    source,
    createdAt: context.now,
    ip: visitor?.ip || null,
    geo: visitor?.ip ? context.country(visitor.ip) : null,
    userAgent: cleanText(visitor?.userAgent ?? '', MAX_USER_AGENT).text,
    url: cleanText(where.url, MAX_URL).text,
    referrer: cleanText(where.referrer, MAX_URL).text,
    tags: source === 'flow' ? { subid: prepared.identity.subid } : {},
  };
  return { state: { click, leads: [] }, changed: true, changes: [], remarks: [{ step: 'click', says }] };
}

/** Puts a postback's tags over the click's; where they may not be replaced, only empty ones are filled in. */
export function replaceTags(
  visit: Visit,
  tags: Readonly<Record<string, string>>,
  mayReplace: boolean,
): Visit {
  const { click, leads } = visit.state;
  const changes: Change[] = [];
  const merged = new Map(Object.entries(click.tags));
  for (const [name, to] of Object.entries(tags)) {
    const from = merged.get(name) ?? null;
    if (from === to || (from !== null && !mayReplace)) continue;
    merged.set(name, to);
    changes.push({ field: name, from, to });
  }
  if (changes.length === 0) return visit;
  const state = { click: { ...click, tags: Object.fromEntries(merged) }, leads };
  return { ...visit, state, changed: true, changes: [...visit.changes, ...changes] };
}
