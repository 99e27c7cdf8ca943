import { cleanText } from '../pipeline/clean-text.ts';
import type { AnswerRules } from '../storage/receivers.ts';
import { type AnswerText, fits, takeOut } from './answer-rule.ts';
import type { Reply } from './courier.ts';
import { readJson } from './json-path.ts';

export { checkRule, type RulePlace, type RuleProblem } from './answer-rule.ts';

/** What a network made of an order. */
export type OrderAnswer =
  /** It has it. `uid` is what it calls the lead; empty where it does not say. */
  | { readonly kind: 'accepted'; readonly uid: string }
  /** It does not want it, and will not want it the next time. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It surely does not have it: another try makes no second order. */
  | { readonly kind: 'again' }
  /** It may have it. Where it knows no order again, another try may be a second order. */
  | { readonly kind: 'unsure' };

const AGAIN: OrderAnswer = { kind: 'again' };
const UNSURE: OrderAnswer = { kind: 'unsure' };

/** Answers about the caller and its haste, never about the lead: a wrong key must not make trash of leads. */
const NOT_ABOUT_THE_LEAD: readonly number[] = [401, 403, 404, 405, 407, 408, 410, 425, 429];
/** What says no to the order where no rule says how the network does so. */
const SAYS_NO: readonly number[] = [400, 409, 422];
const MAX_UID = 128;
const MAX_REASON = 300;

/**
 * Reads what came back for an order. Rules decide where there are any; `null` are none. Pure, and linear in the length of
 * the answer.
 */
export function readAnswer(rules: AnswerRules | null, reply: Reply): OrderAnswer {
  const { http, failure } = reply;
  if (!reply.mayHaveArrived) return AGAIN;
  // A redirect is not followed: what is behind it was not told, and what is before it may have been all that was to do.
  if (http === null || http >= 500 || http < 200 || (http >= 300 && http < 400)) return UNSURE;
  if (NOT_ABOUT_THE_LEAD.includes(http)) return AGAIN;
  const { accepted, refused, uid, reason } = rules ?? NO_RULES;
  const answer = asAnswer(reply.answer);
  // Broken off, or dawdled over: a number may be half a number, but an object that can be read is all of it.
  const isWhole = failure === null || (typeof answer.json === 'object' && answer.json !== null);
  if (!isWhole && (accepted ?? refused ?? uid) !== null) return UNSURE;
  const found = uid === null ? '' : asUid(takeOut(uid, 'uid', answer));
  // First, and of any of these statuses: of a second try networks may say «a duplicate, it is the order 77».
  if (accepted !== null && fits(accepted, 'accepted', answer)) return { kind: 'accepted', uid: found };
  const why = () => (reason !== null && takeOut(reason, 'reason', answer)) || beginning(answer.text);
  if (refused !== null && fits(refused, 'refused', answer)) return no(why());
  if (http < 300) {
    const isTaken = accepted === null && (uid === null || found !== '');
    return isTaken ? { kind: 'accepted', uid: found } : UNSURE;
  }
  return refused === null && SAYS_NO.includes(http) ? no(why() || `HTTP ${http}`) : AGAIN;
}

const NO_RULES: AnswerRules = { accepted: null, refused: null, uid: null, reason: null };

function asAnswer(body: string): AnswerText {
  const text = body.replace(/^\ufeff/, '').trim();
  return { text, json: readJson(text) };
}

/** An ID is one word; a sentence that stands in its place is none. */
function asUid(text: string): string {
  return text.length <= MAX_UID && !/[\s\p{C}<>"]/u.test(text) ? text : '';
}

function no(reason: string): OrderAnswer {
  return { kind: 'refused', reason: cleanText(reason, MAX_REASON).text };
}

function beginning(text: string): string {
  return text.slice(0, MAX_REASON).replace(/\s+/g, ' ');
}
