import { validateHeaderName, validateHeaderValue } from 'node:http';
import { macroValues } from '../pipeline/sending/macro-values.ts';
import { asHeader, renderRequest } from '../pipeline/sending/render-request.ts';
import type { ReceiverSettings, StoredReceiver } from '../storage/receivers.ts';
import { checkRule, type RulePlace, type RuleProblem } from './answer-rule.ts';
import { sampleLead } from './sample-lead.ts';

/** What is wrong with a receiver's settings, for a person: `says` is a sentence, `{value}` in it is quoted. */
export interface Fault {
  readonly field: 'name' | 'kind' | 'url' | 'headers' | 'body' | 'goals' | 'words' | 'ack' | RulePlace;
  readonly says: FaultText;
  readonly value: string;
}

const RULES = {
  'too-long': 'A rule has at most 300 characters.',
  empty: 'Something has to stand on both sides of ||.',
  'bad-path': 'This is no path: write for instance $.data[0].id.',
  'no-value': 'Say what it is compared with: $.status = ok.',
  compares: 'Write the path of the value only, without a comparison.',
  'no-place': 'Put {uid} or {reason} once where the value stands, and only in its own rule.',
  'no-border': 'Two places stand side by side: put text between them.',
} as const satisfies Record<RuleProblem, string>;

const TEXTS = {
  name: 'A receiver has a name of 1 to 100 characters.',
  http: 'A URL begins with http:// or https://.',
  long: 'That is too long.',
  space: 'No space may stand in a URL: write %20.',
  macroInHost: 'No macro may stand in the host or port: put it into the path or the query.',
  secretHost: 'The key may stand in the path or the query, not in the host.',
  url: 'This is no URL.',
  blocked: 'This address is not called: {value}.',
  header: '«{value}» is no header: write Name: value.',
  ours: '«{value}» is set while sending: leave it out.',
  headers: 'At most 20 headers.',
  json: 'Filled in, this is no JSON: {value}. Macros stand between quotes.',
  goals: 'At most 50 goals of 255 characters.',
  words: 'A word has at most 100 characters.',
  main: '«{value}» is the main receiver already, and there can be only one: change that one, or make this an additional one.',
  ack: 'Write hours from 1 to 720.',
} as const;

export type FaultText = (typeof TEXTS)[keyof typeof TEXTS] | (typeof RULES)[RuleProblem];

export type ReceiverDraft = Omit<ReceiverSettings, 'sealedSecret'>;

/** Says why a URL will not be called; null where it may be (`Courier.whyNot`). */
export type WhyNot = (url: string) => Promise<{ readonly explains: string } | null>;

const MAX_URL = 4000;
const MAX_BODY = 16_384;
const MAX_HEADERS = 20;
/** They belong to the connection (`create-courier.ts` drops them), or are made while signing. */
const OURS =
  /^(host|content-length|transfer-encoding|connection|keep-alive|upgrade|expect|te|trailer|accept-encoding|proxy-.*|webhook-(id|timestamp|signature))$/i;

/** All that is wrong with a receiver; `others`: the account's, besides itself. */
export async function checkReceiver(
  draft: ReceiverDraft,
  others: readonly StoredReceiver[],
  whyNot: WhyNot,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  const say = (field: Fault['field'], says: FaultText | null, value = '') => {
    if (says !== null) faults.push({ field, says, value });
  };
  if (draft.name === '' || draft.name.length > 100) say('name', TEXTS.name);
  const main = others.find((other) => other.kind === 'main' && other.flowId === draft.flowId);
  if (draft.kind === 'main' && main) say('kind', TEXTS.main, main.name);
  const wrongUrl = checkUrl(draft.url);
  say('url', wrongUrl);
  const hindrance = wrongUrl === null ? await whyNot(rendered(draft).url) : null;
  if (hindrance) say('url', TEXTS.blocked, hindrance.explains);
  if (draft.headers.length > MAX_HEADERS) say('headers', TEXTS.headers);
  for (const [name, value] of draft.headers) {
    if (!isHeader(name, value)) say('headers', TEXTS.header, name.slice(0, 40));
    else if (OURS.test(name)) say('headers', TEXTS.ours, name);
  }
  if (draft.body.length > MAX_BODY) say('body', TEXTS.long);
  else if (draft.method === 'POST' && draft.bodyType === 'json') {
    const problem = whyNoJson(rendered(draft).body);
    if (problem !== null) say('body', TEXTS.json, problem);
  }
  if (draft.goals.length > 50 || draft.goals.some((goal) => goal.length > 255)) say('goals', TEXTS.goals);
  if (Object.values(draft.statusWords).some((word) => word.length > 100)) say('words', TEXTS.words);
  for (const [place, rule] of Object.entries(draft.answer ?? {}) as [RulePlace, string | null][]) {
    const problem = rule === null ? null : checkRule(rule, place);
    if (problem !== null) say(place, RULES[problem]);
  }
  const { ackHours } = draft;
  if (ackHours !== null && !(Number.isInteger(ackHours) && ackHours >= 1 && ackHours <= 720))
    say('ack', TEXTS.ack);
  return faults;
}

/** A fault as one sentence in English. */
export function faultText({ says, value }: Fault): string {
  return says.replace('{value}', value);
}

function checkUrl(url: string): FaultText | null {
  if (!/^https?:\/\//i.test(url)) return TEXTS.http;
  if (url.length > MAX_URL) return TEXTS.long;
  if (/[\s\p{Cc}]/u.test(url)) return TEXTS.space;
  // Where it is empty, URL takes what comes behind the next slash for the host.
  const [authority] = /^https?:\/\/[^/\\?#]+/i.exec(url) ?? [];
  if (authority === undefined) return TEXTS.url;
  if (authority.includes('{secret}')) return TEXTS.secretHost;
  if (/[{}]/.test(authority)) return TEXTS.macroInHost;
  return URL.canParse(url) ? null : TEXTS.url;
}

/** With a made-up lead; what a lead may lack is lacking where `{time}` and its like stand, which are always there. */
function rendered(draft: ReceiverDraft) {
  const { lead, click } = sampleLead('', draft.flowId ?? 'flow', new Date());
  const bare = { ...lead, price: null, currency: null, uid: '', goal: '', name: '', phone: '', email: '' };
  return renderRequest(draft, macroValues(draft, bare, { ...click, tags: {} }, new Date()));
}

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, asHeader(value));
    return value !== '' && value.length <= 2000;
  } catch {
    return false;
  }
}

function whyNoJson(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 120) : String(error);
  }
}
