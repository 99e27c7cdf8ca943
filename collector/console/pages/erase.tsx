import type { Knex } from 'knex';
import { cleanText } from '../../pipeline/clean-text.ts';
import { readClickId } from '../../pipeline/click-id.ts';
import type { Lead } from '../../pipeline/lead.ts';
import {
  erasePerson,
  findPerson,
  type PersonQuery,
  type PersonTraces,
  SearchTooLong,
} from '../../privacy/erase-person.ts';
import { listLeadsOf } from '../../storage/leads.ts';
import { listMessages, type OutgoingLine } from '../../storage/outgoing.ts';
import type { Action, ActionResult, FormRequest } from '../action.ts';
import { EraseForm, EraseFound, type EraseTyped } from '../components/erase.tsx';
import { Notice, Problems } from '../components/form.tsx';
import { settingsView } from '../components/settings-frame.tsx';
import type { ConsoleDeps } from '../console.ts';
import type { Page } from '../page.ts';
import type { Phrase } from '../text/phrases.ts';
import type { Text } from '../text/text.ts';

type EraseDeps = Pick<ConsoleDeps, 'knex' | 'now' | 'waiting'>;

/** `/console/settings/erase`: whose data is to be erased. */
export function createErasePage(): Page {
  return async ({ text, query }) => {
    const leadId = readClickId(query.get('lead') ?? '') ?? '';
    return viewOf(text, { typed: { phone: '', email: '', leadId, reason: '' } });
  };
}

/** Shows what would be erased. */
export function createErasePreview(deps: EraseDeps): Action {
  return async (request) => {
    const { text } = request;
    const typed = readTyped(request);
    const found = await find(deps.knex, request, typed);
    if ('problem' in found) return { view: viewOf(text, { typed, problem: found.problem }) };
    return { view: await viewFound(deps, request, typed, found.traces), status: 200 };
  };
}

/** Erases it. What is erased is looked for anew: the list may have grown since it was shown. */
export function createEraseAction(deps: EraseDeps): Action {
  return async (request): Promise<ActionResult> => {
    const { user, text } = request;
    const typed = readTyped(request);
    const found = await find(deps.knex, request, typed);
    if ('problem' in found) return { view: viewOf(text, { typed, problem: found.problem }) };
    const { traces } = found;
    const problem = reasonProblem(typed.reason, traces);
    if (problem) return { view: await viewFound(deps, request, typed, traces, problem) };
    const erased = await erasePerson(deps.knex, traces, { accountId: user.accountId, now: deps.now() });
    const counts = Object.entries(erased).map(([what, count]) => [what, String(count)]);
    const by = (['phone', 'email', 'leadId'] as const).filter((name) => typed[name] !== '').join(' ');
    await request.audit('person.erase', typed.leadId, {
      ...Object.fromEntries(counts),
      ...{ by, reason: typed.reason },
    });
    const done = text(
      'Erased: {leads} leads, {entries} log entries, {messages} messages and what belongs to them.',
      {
        leads: String(erased.leads),
        entries: String(erased.entries),
        messages: String(erased.messages),
      },
    );
    return { view: viewOf(text, { typed: NOTHING_TYPED, done }), status: 200 };
  };
}

/** So long a person waits for the search; the command line has no such limit. */
const SEARCH_MS = 40_000;
/** Leads of the person that are shown, and messages. */
const SHOWN = 20;

const NOTHING_TYPED: EraseTyped = { phone: '', email: '', leadId: '', reason: '' };

function readTyped({ field }: FormRequest): EraseTyped {
  const text = (name: string) => cleanText(field(name), 255).text.trim();
  return { phone: text('phone'), email: text('email'), leadId: text('leadId'), reason: text('reason') };
}

async function find(
  knex: Knex,
  { user }: FormRequest,
  typed: EraseTyped,
): Promise<{ traces: PersonTraces } | { problem: Phrase }> {
  const leadId = readClickId(typed.leadId);
  if (typed.leadId !== '' && leadId === null) return { problem: 'A lead’s ID has 32 hex digits.' };
  const query: PersonQuery = {
    ...(typed.phone ? { phone: typed.phone } : {}),
    ...(typed.email ? { email: typed.email } : {}),
    ...(leadId ? { leadId } : {}),
  };
  if (Object.keys(query).length === 0) return { problem: 'Write a phone, an e-mail or a lead’s ID.' };
  // A count of time and not of rows: it is a person who waits.
  const until = performance.now() + SEARCH_MS;
  const mayGoOn = () => performance.now() < until;
  try {
    const traces = await findPerson(knex, query, {
      accountId: user.accountId,
      operator: user.operator,
      mayGoOn,
    });
    return traces
      ? { traces }
      : { problem: 'Nobody can be found by this: mend the phone, the e-mail or the lead’s ID.' };
  } catch (error) {
    if (!(error instanceof SearchTooLong)) throw error;
    return {
      problem: 'There is too much to search while you wait: use «subpixel erase» on the command line.',
    };
  }
}

/** Why was asked for; the audit log must not name again whom all else has forgotten. */
function reasonProblem(reason: string, { needle }: PersonTraces): Phrase | null {
  if (reason === '') return 'Write why, for the audit log.';
  if (needle !== null && new RegExp(needle, 'i').test(reason))
    return 'Leave phone and e-mail out of the reason: the audit log is kept.';
  return null;
}

interface Shown {
  readonly typed: EraseTyped;
  readonly problem?: Phrase | undefined;
  readonly done?: string;
  readonly found?: {
    readonly traces: PersonTraces;
    readonly leads: readonly Lead[];
    readonly messages: readonly OutgoingLine[];
    readonly waiting: number;
  };
}

async function viewFound(
  { knex, waiting }: EraseDeps,
  { user, text }: FormRequest,
  typed: EraseTyped,
  traces: PersonTraces,
  problem?: Phrase,
) {
  const [leads, messages] = await Promise.all([
    listLeadsOf(knex, user.accountId, traces.clicks, SHOWN),
    listMessages(knex, user.accountId, traces.messages.slice(0, SHOWN)),
  ]);
  return viewOf(text, { typed, problem, found: { traces, leads, messages, waiting: waiting()?.depth ?? 0 } });
}

function viewOf(text: Text, { typed, problem, done, found }: Shown) {
  const body = (
    <>
      <h1>{text('Erase a buyer')}</h1>
      {done && <Notice>{done}</Notice>}
      {problem && <Problems problems={[text(problem)]} />}
      {found ? <EraseFound typed={typed} {...found} /> : <EraseForm typed={typed} />}
    </>
  );
  return settingsView(text, 'erase', body);
}
