import { answerFor, describeAnswer, type Trace } from './answer.ts';
import { isMintable } from './click-id.ts';
import type { Decision, DecisionContext } from './decision.ts';
import { isForgotten, withoutContent } from './forget.ts';
import type { Change, ClickState, HistoryLine, Lead } from './lead.ts';
import type { LogEntry } from './log-entry.ts';
import type { Outcome, Postback, Remark, Source, Verdict } from './postback.ts';
import type { Prepared } from './prepare.ts';
import type { Changes } from './read-changes.ts';
import type { Visit } from './resolve-click.ts';
import type { Send } from './sending/plan-sends.ts';

/** What a postback was found to mean, before it is written down. */
export interface Draft {
  readonly outcome: Outcome;
  readonly remarks: readonly Remark[];
  readonly changes: readonly Change[];
  readonly wanted: Changes | null;
  readonly before: ClickState | null;
  readonly visit: Visit | null;
  readonly lead: Lead | null;
  readonly leadChanged: boolean;
  readonly sends: readonly Send[];
}

/**
 * Turns a draft into what is stored and answered: the new state, the lead's history, the log entry, the answer.
 * A dry run keeps its log entry and its trace, and stores nothing else.
 */
export function writeDown(prepared: Prepared, done: Draft, context: DecisionContext): Decision {
  const { postback, identity } = prepared;
  // A page may not ask for dry runs; the preview of a replay is one.
  const dry = identity.dry && (postback.channel !== 'pixel' || postback.replay !== undefined);
  const trace: Trace | null = dry ? { remarks: done.remarks, changes: done.changes } : null;
  const reply = identity.reply || context.flow?.replyText || context.template?.reply || '';
  const answer = answerFor(postback, done.outcome, reply, trace);
  const verdict: Verdict = { outcome: done.outcome, answer, remarks: done.remarks, changes: done.changes };

  const entry = toEntry(prepared, done, verdict, dry, context);
  const kept = { verdict, entry, state: done.before, clickChanged: false, leads: [], history: [], sends: [] };
  if (dry || !done.visit) return kept;

  const { lead, visit } = done;
  if (!lead || !done.leadChanged) {
    return { ...kept, state: visit.state, clickChanged: visit.changed };
  }
  const leads = [...visit.state.leads.filter((other) => other.id !== lead.id), lead].sort(byId);
  const history: HistoryLine[] =
    done.changes.length === 0
      ? []
      : [
          {
            id: context.newId(),
            clickId: lead.clickId,
            leadId: lead.id,
            at: context.now,
            who: sourceOf(postback),
            changes: done.changes,
            logId: postback.id,
          },
        ];
  return {
    ...kept,
    state: { click: visit.state.click, leads },
    clickChanged: visit.changed,
    leads: [lead],
    history,
    sends: done.sends,
  };
}

/** IDs are UUIDv7: their order is the order in which the leads were made. */
function byId(a: Lead, b: Lead): number {
  return a.id < b.id ? -1 : 1;
}

/**
 * A registration that went well leaves no entry: the click itself tells of it. Nor does a preview of a replay or of what a
 * person is about to change: nothing happened.
 */
function toEntry(
  prepared: Prepared,
  done: Draft,
  verdict: Verdict,
  dry: boolean,
  context: DecisionContext,
): LogEntry | null {
  const { postback, identity } = prepared;
  if (postback.purpose === 'click' && done.outcome.status === 'ok') return null;
  if ((postback.replay || postback.channel === 'manual' || postback.channel === 'import') && dry) return null;
  const click = done.visit?.state.click ?? null;
  const forgotten = isForgotten(done.before?.leads ?? []);
  return {
    id: postback.id,
    receivedAt: postback.receivedAt,
    channel: sourceOf(postback),
    accountId: prepared.accountId,
    sentWith: prepared.sentWith,
    flowId: click?.flowId ?? prepared.flow?.id ?? prepared.listener?.id ?? null,
    clickId: click?.id ?? identity.click?.id ?? null,
    leadId: dry ? null : (done.lead?.id ?? null),
    uid: identity.uid,
    goal: done.wanted?.goal ?? identity.goal,
    outcome: done.outcome,
    statusWord: done.wanted?.statusWord ?? '',
    leadStatus: done.lead?.status ?? null,
    warnings: [...new Set(done.remarks.flatMap((remark) => remark.warning ?? []))],
    remarks: done.remarks,
    changes: done.changes,
    request: forgotten ? withoutContent(postback.request) : postback.request,
    answer: postback.spooled?.answer ?? describeAnswer(verdict.answer),
    ip: forgotten ? null : postback.caller.ip || null,
    test: done.lead?.test ?? identity.test,
    dry,
    replayOf: postback.replay?.of ?? null,
    parked: !dry && mayStillCome(prepared, done.outcome, context.now),
    tookMs: tookMs(postback, context.now),
  };
}

/** The column has 31 bits: less than 25 days, which a postback may wait in the spool. */
function tookMs({ receivedAt, spooled }: Postback, now: Date): number {
  const took = (spooled?.until ?? now).getTime() - receivedAt.getTime();
  return Math.min(Math.max(0, took), 2 ** 31 - 1);
}

function sourceOf(postback: Postback): Source {
  return postback.replay ? 'replay' : postback.channel;
}

/** A click that nobody has seen, named by a server, with an ID that is young enough to be on its way. */
function mayStillCome({ postback, clickId }: Prepared, outcome: Outcome, now: Date): boolean {
  if (outcome.status === 'ok' || outcome.error !== 'bad-click' || outcome.reason !== 'unknown') return false;
  return clickId !== null && postback.channel !== 'pixel' && !postback.replay && isMintable(clickId, now);
}
