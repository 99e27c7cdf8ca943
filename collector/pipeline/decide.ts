import { applyChanges, compareLeads } from './apply-changes.ts';
import type { Decision, DecisionContext } from './decision.ts';
import { isForgotten, withoutContact } from './forget.ts';
import { isInRanges } from './ip-range.ts';
import type { ClickState, Lead } from './lead.ts';
import { matchLead, matchNamed } from './match-lead.ts';
import { keepsUid } from './order-answer.ts';
import type { Outcome, Postback, Remark } from './postback.ts';
import type { Prepared } from './prepare.ts';
import { type Changes, readChanges } from './read-changes.ts';
import { readTemplate } from './read-template.ts';
import { refuse } from './refusal.ts';
import { openClick, replaceTags, type Visit } from './resolve-click.ts';
import { planSends } from './sending/plan-sends.ts';
import { type Draft, writeDown } from './write-down.ts';

/**
 * Decides what a postback means: resolves its click, reads its status, finds its lead, applies its changes, and
 * writes down what was done and why. Pure: the same state, postback and context always give the same decision.
 */
export function decide(prepared: Prepared, state: ClickState | null, context: DecisionContext): Decision {
  return writeDown(prepared, draft(prepared, state, context), context);
}

function draft(prepared: Prepared, state: ClickState | null, context: DecisionContext): Draft {
  const { postback, identity } = prepared;
  const given = [...postback.parameters.remarks, ...identity.remarks];
  const nothing = {
    remarks: given,
    changes: [],
    wanted: null,
    before: state,
    visit: null,
    sends: [],
  };
  const undone = { ...nothing, lead: null, leadChanged: false };
  if (prepared.refusal) return overhear(prepared, { ...undone, outcome: prepared.refusal });

  const visit = openClick(prepared, state, context);
  if ('error' in visit) return overhear(prepared, { ...undone, outcome: visit });
  if (context.flow === null) {
    return { ...undone, outcome: refuse('bad-flow', 'unknown', 'the flow of this click was deleted') };
  }

  if (postback.channel === 's2s' && !isInRanges(postback.caller.ip, context.flow.ipRanges)) {
    const hint = `the flow «${context.flow.id}» takes no postbacks from ${postback.caller.ip}: add it to the flow's addresses`;
    return { ...undone, outcome: refuse('access', 'ip', hint) };
  }

  const wanted = readChanges(postback.parameters, {
    channel: postback.channel,
    flow: context.flow,
    template: context.template,
    goal: identity.goal,
    flowMode: prepared.flowMode,
  });
  const remarks = [...given, ...visit.remarks, ...wanted.remarks];
  if (postback.purpose === 'click') {
    // Never over an existing click: a page that knows its ID could otherwise rewrite where the visit came from.
    const registered = visit.changed ? replaceTags(visit, wanted.tags, true) : visit;
    const outcome: Outcome = {
      status: 'ok',
      result: 'registered',
      click: visit.state.click.id,
      lead: null,
      leadStatus: null,
    };
    return { ...undone, visit: registered, wanted, remarks, outcome };
  }
  return draftLead(prepared, visit, wanted, remarks, state, context);
}

/**
 * Reads a refused postback all the same where a flow listens for a network's test: such tests carry invented IDs, and
 * the person who set the flow up wants to see what would have been understood.
 */
function overhear(prepared: Prepared, refused: Draft): Draft {
  const { listener, postback, identity } = prepared;
  if (listener === null) return refused;
  const wanted = readChanges(postback.parameters, {
    channel: postback.channel,
    flow: listener,
    template: readTemplate(listener),
    goal: identity.goal,
    flowMode: false,
  });
  const heard: Remark = {
    step: 'click',
    says: `The flow «${listener.id}» was listening: read as if it were its own`,
  };
  return { ...refused, wanted, remarks: [...refused.remarks, heard, ...wanted.remarks] };
}

function draftLead(
  prepared: Prepared,
  visit: Visit,
  wanted: Changes,
  given: readonly Remark[],
  before: ClickState | null,
  context: DecisionContext,
): Draft {
  const { postback, identity } = prepared;
  const { click, leads } = visit.state;
  const remarks = [...given];
  const named = isOfOneLead(postback) ? postback.leadId : undefined;
  const match = named
    ? matchNamed(leads, named, postback.channel)
    : matchLead(leads, identity.uid, wanted.goal);
  const undone = {
    remarks,
    changes: [],
    wanted,
    before,
    visit: null,
    sends: [],
    lead: null,
    leadChanged: false,
  };
  if (named && !match) return { ...undone, outcome: refuse('bad-click', 'unknown', LEAD_GONE) };
  remarks.push({
    step: 'match',
    says: match ? `Lead ${match.lead.id}: ${match.rule}` : 'No lead fits: a new one',
  });

  const start = match
    ? claim(match.lead, match.claim, prepared, wanted, remarks)
    : newLead(prepared, visit.state, wanted, context);
  if (named && leads.some((other) => other.id !== start.id && isSame(other, start)))
    return { ...undone, outcome: refuse('db', 'constraint', IDENTITY_TAKEN) };
  const allowed = start.erasedAt === null ? wanted : withoutContact(wanted, remarks);
  const applied = applyChanges(start, allowed, postback.channel, context);
  remarks.push(...applied.remarks);
  const tagged = replaceTags(visit, wanted.tags, postback.channel !== 'pixel' || !start.confirmed);
  const changes = [...compareLeads(match?.lead ?? null, applied.lead), ...tagged.changes];
  const settled = match && changes.length > 0 ? { ...applied.lead, updatedAt: context.now } : applied.lead;
  const plan = planSends(
    postback.isQuiet ? [] : (context.flow?.receivers ?? []),
    {
      ...{ click: tagged.state.click, before: match?.lead ?? null, lead: settled, changes },
      ...{ channel: postback.channel, logId: postback.id, now: context.now },
    },
    context.newId,
  );
  remarks.push(...plan.remarks);
  const { lead } = plan;

  const success = { status: 'ok', click: click.id, lead: lead.id, leadStatus: lead.status } as const;
  const outcome: Outcome = !match
    ? { ...success, result: 'created' }
    : changes.length > 0
      ? { ...success, result: 'updated' }
      : applied.stale
        ? refuse('no-changes', 'stale', `${lateWord(postback)}: the lead is ${lead.status} already`)
        : refuse('no-changes', 'same', 'the lead is exactly so already: nothing to do');
  return {
    outcome,
    remarks,
    changes,
    wanted,
    before,
    visit: tagged,
    sends: plan.sends,
    lead,
    // The first word of a server is kept even where it says nothing new: from now on the browser may not replace.
    leadChanged: !match || changes.length > 0 || lead.confirmed !== match.lead.confirmed,
  };
}

/** A person and the answer to an order mean one lead, whatever uid and goal it has. */
function isOfOneLead({ channel }: Postback): boolean {
  return channel === 'manual' || channel === 'order';
}

function lateWord({ channel }: Postback): string {
  return channel === 'order' ? 'a late answer to the order' : 'a late «new»';
}

const LEAD_GONE = 'the click has no such lead any more';

const IDENTITY_TAKEN = 'another lead of this click has this uid and this goal already: they tell leads apart';

function isSame(one: Lead, other: Lead): boolean {
  return one.uid === other.uid && one.goal === other.goal;
}

/** Fills in uid and goal of a lead that had none. A browser finds such a lead too, but may not name it. */
function claim(
  lead: Lead,
  isClaim: boolean,
  { postback, identity }: Prepared,
  wanted: Changes,
  remarks: Remark[],
): Lead {
  if (!isClaim || postback.channel === 'pixel') return lead;
  if (postback.channel === 'order' && keepsUid(lead, identity.uid, remarks)) return lead;
  return { ...lead, uid: identity.uid || lead.uid, goal: wanted.goal || lead.goal };
}

function newLead(prepared: Prepared, state: ClickState, wanted: Changes, context: DecisionContext): Lead {
  const { click, leads } = state;
  const { postback, identity } = prepared;
  const forgotten = isForgotten(leads);
  return {
    id: context.newId(),
    clickId: click.id,
    accountId: click.accountId,
    flowId: click.flowId,
    uid: identity.uid,
    goal: wanted.goal,
    status: 'new',
    statusWord: '',
    price: null,
    currency: null,
    sentPrice: null,
    sentCurrency: null,
    rate: null,
    name: '',
    phone: '',
    email: '',
    comment: '',
    meta: {},
    geo: click.geo,
    ip: click.ip ?? (postback.channel === 'pixel' && !forgotten ? postback.caller.ip || null : null),
    test: identity.test,
    confirmed: false,
    createdAt: postback.receivedAt,
    updatedAt: postback.receivedAt,
    erasedAt: forgotten ? context.now : null,
    sent: {},
  };
}
