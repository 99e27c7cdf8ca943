import type { Channel, Remark, Status } from './postback.ts';
import { quote } from './refusal.ts';
import { readStatus, readWordList, type StatusSources } from './status.ts';
import type { TextReader } from './text-reader.ts';

/** What the status parameter came to. */
export interface SentStatus {
  /** Null: none was understood; a new lead is then `new`, an old one keeps its own. */
  readonly status: Status | null;
  readonly word: string;
  /** The goal that the word names; empty where it names none. */
  readonly goal: string;
}

export const NO_STATUS: SentStatus = { status: null, word: '', goal: '' };

/** What decides besides the request's own lists. */
export interface StatusContext extends Omit<StatusSources, 'lists'> {
  readonly channel: Channel;
  /** The goal sent in `goal`, which a word that names an event does not replace. */
  readonly goal: string;
  /** The payout that was sent: money without a word means that the lead is approved. */
  readonly price: string | null;
}

/** Reads `status` and the lists that may explain it, or decides what their absence means (protocol section 4). */
export function readStatusWord(text: TextReader, context: StatusContext, remarks: Remark[]): SentStatus {
  const word = text('status', 255);
  // Signs without a letter or digit are no word: they must not match an empty item of a list.
  if (!/[\p{L}\p{N}]/u.test(word.normalize('NFKC'))) return withoutStatus(word, '', context, remarks);
  const lists = {
    new: readWordList(text('stn', 4000)),
    hold: readWordList(text('sth', 4000)),
    approve: readWordList(text('sta', 4000)),
    cancel: readWordList(text('stc', 4000)),
    trash: readWordList(text('stt', 4000)),
  };
  const reading = readStatus(word, { lists, flow: context.flow, template: context.template });
  if (reading.kind === 'unmapped') {
    const says = `${quote(word)} is no status that we know (${reading.rule}): the lead keeps its own. Add it to the flow's mapping, then replay`;
    remarks.push({ step: 'status', says, warning: 'unmapped-status' });
    return { status: null, word, goal: '' };
  }
  if (reading.goal !== '') {
    remarks.push({
      step: 'status',
      says: `${quote(word)} → goal ${context.goal || reading.goal} by ${reading.rule}`,
    });
  }
  if (reading.status === null) return withoutStatus(word, reading.goal, context, remarks);
  remarks.push({ step: 'status', says: `${quote(word)} → ${reading.status} by ${reading.rule}` });
  return { status: reading.status, word, goal: reading.goal };
}

function withoutStatus(word: string, goal: string, context: StatusContext, remarks: Remark[]): SentStatus {
  // A person who mends a name says nothing of the status.
  const usual =
    context.channel === 'manual' || context.channel === 'order'
      ? null
      : (context.template?.defaultStatus ?? null);
  if (usual !== null) {
    remarks.push({
      step: 'status',
      says: `No status → ${usual}, the default of the ${context.template?.name} template`,
    });
    return { status: usual, word, goal };
  }
  const paid = context.price !== null && context.channel === 's2s';
  if (paid) remarks.push({ step: 'status', says: 'No status, but a price → approve' });
  return { status: paid ? 'approve' : null, word, goal };
}
