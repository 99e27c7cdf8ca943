import type { Batch } from '../pipeline/batch-store.ts';
import type { Click, HistoryLine, Lead } from '../pipeline/lead.ts';
import type { LogEntry } from '../pipeline/log-entry.ts';

// What a batch writes, by the columns of `writeBatch`'s statement.

export function clickRow(click: Click) {
  return {
    id: click.id,
    account_id: click.accountId,
    flow_id: click.flowId,
    version: click.version,
    source: click.source,
    created_at: click.createdAt,
    ip: click.ip,
    geo: click.geo,
    user_agent: click.userAgent,
    url: click.url,
    referrer: click.referrer,
    tags: click.tags,
  };
}

export function leadRow(lead: Lead) {
  return {
    click_id: lead.clickId,
    id: lead.id,
    account_id: lead.accountId,
    flow_id: lead.flowId,
    uid: lead.uid,
    goal: lead.goal,
    status: lead.status,
    status_word: lead.statusWord,
    price: lead.price,
    currency: lead.currency,
    sent_price: lead.sentPrice,
    sent_currency: lead.sentCurrency,
    rate: lead.rate,
    name: lead.name,
    phone: lead.phone,
    email: lead.email,
    comment: lead.comment,
    meta: lead.meta,
    geo: lead.geo,
    ip: lead.ip,
    test: lead.test,
    confirmed: lead.confirmed,
    created_at: lead.createdAt,
    updated_at: lead.updatedAt,
    erased_at: lead.erasedAt,
    sent: lead.sent,
  };
}

export function historyRow(line: HistoryLine) {
  return {
    click_id: line.clickId,
    id: line.id,
    lead_id: line.leadId,
    at: line.at,
    who: line.who,
    changes: line.changes,
    log_id: line.logId,
  };
}

/** With the version that their click gets: it tells the order of a lead's messages. */
export function sendRows({ sends, clicks }: Batch) {
  const versions = new Map(clicks.map(({ id, version }) => [id, version + 1]));
  return sends.map((send) => ({
    id: send.id,
    at: send.at,
    account_id: send.accountId,
    flow_id: send.flowId,
    receiver_id: send.receiverId,
    kind: send.kind,
    click_id: send.clickId,
    lead_id: send.leadId,
    log_id: send.logId,
    status: send.status,
    goal: send.goal,
    test: send.test,
    host: send.host,
    request: send.request,
    turn: versions.get(send.clickId) ?? 0,
  }));
}

export function entryRow(entry: LogEntry) {
  const { outcome } = entry;
  const refusal = outcome.status === 'error' ? outcome : null;
  return {
    id: entry.id,
    received_at: entry.receivedAt,
    channel: entry.channel,
    account_id: entry.accountId,
    flow_id: entry.flowId,
    click_id: entry.clickId,
    lead_id: entry.leadId,
    uid: entry.uid,
    goal: entry.goal,
    result: outcome.status === 'ok' ? outcome.result : null,
    error: refusal?.error ?? null,
    reason: refusal?.reason ?? null,
    hint: refusal?.hint ?? null,
    status_word: entry.statusWord,
    lead_status: entry.leadStatus,
    warnings: entry.warnings,
    remarks: entry.remarks,
    changes: entry.changes,
    request: entry.request,
    answer: entry.answer,
    ip: entry.ip,
    test: entry.test,
    dry: entry.dry,
    took_ms: entry.tookMs,
    replay_of: entry.replayOf,
    settles: settles(entry),
    parked: entry.parked,
    sent_with: entry.sentWith,
  };
}

/** Whether a replay did what the first try could not. A word that is still unknown waits for its mapping. */
function settles({ replayOf, outcome, warnings }: LogEntry): boolean {
  const wentWell = outcome.status === 'ok' || outcome.error === 'no-changes';
  return replayOf !== null && wentWell && !warnings.includes('unmapped-status');
}
