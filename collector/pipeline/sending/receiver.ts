import type { Flow } from '../lead.ts';
import type { Status } from '../postback.ts';

/**
 * `main`: one URL for a flow (or for all that have none of their own), not called again while it would be the same.
 * `additional`: called at each change that matches. `order`: hands a new lead over to a network (protocol section 9).
 */
export const KINDS = ['main', 'additional', 'order'] as const;
export type ReceiverKind = (typeof KINDS)[number];

export const METHODS = ['GET', 'POST'] as const;
export const BODY_TYPES = ['none', 'form', 'json', 'text'] as const;
export type BodyType = (typeof BODY_TYPES)[number];

/** Where a lead's news are sent, and how. URL, headers and body are templates with macros. */
export interface Receiver {
  readonly id: string;
  readonly accountId: string;
  /** Null: for every flow of the account. */
  readonly flowId: string | null;
  readonly kind: ReceiverKind;
  readonly name: string;
  readonly method: (typeof METHODS)[number];
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly bodyType: BodyType;
  readonly body: string;
  /** Of leads that it hears of; empty: of all. Orders are sent while a lead is new, whatever stands here. */
  readonly statuses: readonly Status[];
  /** Empty: any, also none. */
  readonly goals: readonly string[];
  /** What `{status}` is called there; our own names where nothing is said. */
  readonly statusWords: Readonly<Partial<Record<Status, string>>>;
  /** Whether it also hears of leads that are marked as tests. */
  readonly testLeads: boolean;
}

/** A flow with those who hear of its leads: what collectors remember of it. */
export interface LiveFlow extends Flow {
  readonly receivers: readonly Receiver[];
}

/** Which of an account's receivers that are switched on hear of a flow's leads: a main one of its own comes before the account's. */
export function receiversOf(flowId: string, all: readonly Receiver[]): readonly Receiver[] {
  const heard = all.filter((receiver) => receiver.flowId === null || receiver.flowId === flowId);
  const hasOwn = heard.some(({ kind, flowId: of }) => kind === 'main' && of !== null);
  return heard.filter(({ kind, flowId: of }) => kind !== 'main' || of !== null || !hasOwn);
}
