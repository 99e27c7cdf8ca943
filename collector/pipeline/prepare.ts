import { flowClickId } from './click-id.ts';
import type { Rates } from './convert-money.ts';
import type { Directory } from './directory.ts';
import { isInRanges } from './ip-range.ts';
import { isLinkPreview } from './link-preview.ts';
import { looksLikeMacro } from './macro-like.ts';
import type { Postback, Refusal } from './postback.ts';
import { type Identity, readIdentity } from './read-identity.ts';
import { quote, refuse, refuseClick, refuseFlow } from './refusal.ts';
import type { LiveFlow } from './sending/receiver.ts';
import { readToken } from './token.ts';

/** A postback whose sender is known and whose click is named: what can be said before the database is asked. */
export interface Prepared {
  readonly postback: Postback;
  readonly identity: Identity;
  /** Whose postback it is; null where the credentials are nobody's. */
  readonly accountId: string | null;
  /** The ID of the token, or the site key, that proved it; null where neither did. */
  readonly sentWith: string | null;
  /** The flow that the site key or the parameter `flow` names. */
  readonly flow: LiveFlow | null;
  /** The click to load; null where there is none to load, as with most refusals. */
  readonly clickId: string | null;
  readonly flowMode: boolean;
  /** The flow that listens for a network's test: what no click can be found for is read as if it were its own. */
  readonly listener: LiveFlow | null;
  /** Loaded only where the postback asks for a conversion. */
  readonly rates: Rates;
  readonly refusal: Refusal | null;
}

const NO_RATES: Rates = new Map();

/** What the sender proved to be. */
interface Access {
  /** Null where the credentials are nobody's; a refusal of somebody's goes into their log. */
  readonly accountId: string | null;
  readonly sentWith: string | null;
  readonly flow: LiveFlow | null;
  readonly refusal: Refusal | null;
}

/** A sender who may go on. */
type Welcome = Access & { readonly accountId: string };

const stranger = (refusal: Refusal): Access => ({ accountId: null, sentWith: null, flow: null, refusal });
const welcome = (accountId: string, flow: LiveFlow | null, sentWith: string | null = null): Welcome => ({
  ...{ accountId, sentWith, flow, refusal: null },
});

/** Authenticates a postback and finds out which click it names. `secret` is the server's. */
export async function prepare(postback: Postback, directory: Directory, secret: string): Promise<Prepared> {
  const nothing = unprepared(postback);
  const { identity } = nothing;
  const access = await authenticate(postback, directory, secret);
  const { accountId } = access;
  if (access.refusal !== null || accountId === null) return { ...nothing, ...access };
  if (postback.unreadable) {
    const { error = 'no-click', reason, hint } = postback.unreadable;
    return { ...nothing, ...access, refusal: refuse(error, reason, hint) };
  }
  if (postback.purpose === 'lead' && isLinkPreview(postback)) {
    return { ...nothing, ...access, refusal: refuse('no-changes', 'preview', PREVIEWED) };
  }
  const rates = postback.parameters.values.has('convert') ? await directory.rates(accountId) : NO_RATES;
  const listener = postback.channel === 's2s' ? await directory.listening(accountId) : null;
  return {
    ...nothing,
    ...access,
    listener,
    rates,
    ...(await findTarget(identity, welcome(accountId, access.flow), directory, postback)),
  };
}

/** A postback of which nothing is known yet but what it says itself. */
export function unprepared(postback: Postback): Prepared {
  const identity = readIdentity(postback.parameters, postback.channel);
  return {
    postback,
    identity,
    accountId: null,
    sentWith: null,
    flow: null,
    clickId: null,
    flowMode: false,
    listener: null,
    rates: NO_RATES,
    refusal: null,
  };
}

/** The click that a postback names, told without a look at the database; null where it names none. */
export function namedClick({ postback, identity }: Prepared): string | null {
  if (postback.channel === 'link') return postback.id;
  if (identity.click) return identity.click.id;
  if (postback.purpose === 'click') return postback.id;
  const isFlowMode = postback.channel !== 'pixel' && identity.flow !== '' && identity.subid !== '';
  return isFlowMode ? flowClickId(identity.flow, identity.subid) : null;
}

async function authenticate(postback: Postback, directory: Directory, secret: string): Promise<Access> {
  const { channel, credentials, caller } = postback;
  if (channel === 'pixel') return authenticatePage(postback, directory);
  if (channel === 'link') {
    const flow = await directory.flow(credentials.flow ?? '');
    return flow ? welcome(flow.accountId, flow) : stranger(refuseFlow(credentials.flow ?? ''));
  }
  // Imports, manual edits and replays of servers' postbacks: the person's session has proved whose they are.
  if (credentials.accountId !== undefined) return welcome(credentials.accountId, null);

  const given = credentials.token ?? '';
  const id = credentials.tokenId ?? readToken(given, secret);
  const token = id === null ? null : await directory.token(id);
  if (token === null) return stranger(refuse('access', 'token', tokenHint(given)));
  if (!isInRanges(caller.ip, token.ipRanges)) {
    const hint = `the token «${token.name}» may not be used from ${caller.ip || 'an unknown address'}: add it to the token's addresses`;
    return { ...welcome(token.accountId, null, token.id), refusal: refuse('access', 'ip', hint) };
  }
  return welcome(token.accountId, null, token.id);
}

function tokenHint(given: string): string {
  if (given === '')
    return 'no postback token was sent: add id=TOKEN to the postback URL, or copy the URL from the console';
  if (given.startsWith('pk_'))
    return 'a site key was sent in «id»: it is for pages; a postback needs a token that begins with sk_';
  return 'the postback token is unknown or was revoked: copy the postback URL from the console again';
}

async function authenticatePage(postback: Postback, directory: Directory): Promise<Access> {
  const key = postback.credentials.key ?? '';
  const flow = key === '' ? null : await directory.flowByKey(key);
  if (flow === null) {
    const hint = key === '' ? 'no site key was sent' : 'this site key is unknown';
    return stranger(
      refuse('access', 'token', `${hint}: copy the script tag from the flow's page in the console`),
    );
  }
  const { origin } = postback.caller;
  if (flow.origins.length > 0 && !flow.origins.includes(origin)) {
    const hint = `the page ${origin === '' ? 'without an origin' : origin} may not use this site key: add it to the flow's origins`;
    return { ...welcome(flow.accountId, flow, key), refusal: refuse('access', 'origin', hint) };
  }
  return welcome(flow.accountId, flow, key);
}

type Target = Pick<Prepared, 'flow' | 'clickId' | 'flowMode' | 'refusal'>;

/** Click mode where a click is named, flow mode where a flow is; on the pixel the site key has named the flow. */
async function findTarget(
  identity: Identity,
  access: Welcome,
  directory: Directory,
  postback: Postback,
): Promise<Target> {
  // A tracking link makes a click of its own, whatever its tags are called.
  const click = postback.channel === 'link' ? null : identity.click;
  const refused = (refusal: Refusal): Target => ({
    flow: access.flow,
    clickId: null,
    flowMode: false,
    refusal,
  });

  if (click) {
    if (click.id === null) return refused(refuseClick(click.name, click.text, false));
    return { flow: access.flow, clickId: click.id, flowMode: false, refusal: null };
  }
  // A registration without an ID asks us to mint one.
  if (postback.purpose === 'click')
    return { flow: access.flow, clickId: postback.id, flowMode: false, refusal: null };
  if (postback.channel === 'pixel' || identity.flow === '')
    return refused(refuse('no-click', 'missing', CLICK_MISSING));

  const flow = await directory.flow(identity.flow);
  if (flow === null) return refused(refuseFlow(identity.flow));
  if (flow.accountId !== access.accountId) {
    return refused(refuse('access', 'owner', `the flow «${flow.id}» belongs to another account`));
  }
  if (identity.subid === '') {
    const hint =
      'a postback with «flow» needs «subid»: your own ID of the order or visitor, it is how the lead is known again';
    return { ...refused(refuse('bad-flow', 'no-subid', hint)), flow };
  }
  if (looksLikeMacro(identity.subid)) {
    const hint = `${quote(identity.subid)} was sent literally in «subid»: write the macro there that holds your own ID, else all leads become one`;
    return { ...refused(refuse('bad-flow', 'unreplaced-macro', hint)), flow };
  }
  return { flow, clickId: flowClickId(flow.id, identity.subid), flowMode: true, refusal: null };
}

const PREVIEWED =
  'a chat or social network opened this URL to show a preview of it, nothing was changed: whoever can read it there ' +
  'can send postbacks, so revoke its token';

const CLICK_MISSING =
  'neither click nor flow was sent: put the macro that returns your click ID into «click» of the postback URL, ' +
  'or send «flow» and «subid»';
