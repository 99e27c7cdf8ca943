import { macroHint, NETWORKS } from '../networks/index.ts';
import { cleanText } from './clean-text.ts';
import { looksLikeMacro } from './macro-like.ts';
import type { ErrorCode, Reason, Refusal } from './postback.ts';

/** A refusal in the protocol's terms; `hint` tells the person who reads the log what to do next. */
export function refuse(error: ErrorCode, reason: Reason, hint: string): Refusal {
  return { status: 'error', error, reason, hint };
}

/** Refuses a click ID that names no click: says whether it is a macro, no ID at all, or one that we never made. */
export function refuseClick(name: string, text: string, isId: boolean): Refusal {
  if (looksLikeMacro(text)) {
    const todo =
      howToSend(text) ??
      'choose the macro that returns your click ID in its postback settings, and check that the offer link carries the ID';
    const hint = `the network sent ${quote(text)} literally in «${name}»: ${todo}`;
    return refuse('bad-click', 'unreplaced-macro', hint);
  }
  if (!isId) {
    const hint = `${quote(text)} in «${name}» is no click ID: one has 32 hex digits, as {click} gives it in links and forms`;
    return refuse('bad-click', 'malformed', hint);
  }
  return refuse(
    'bad-click',
    'unknown',
    `no click ${quote(text)} was ever seen here: check that the offer link carries the ID of this collector`,
  );
}

/** Refuses a flow that does not exist. */
export function refuseFlow(text: string): Refusal {
  if (looksLikeMacro(text)) {
    const hint = `${quote(text)} was sent literally in «flow»: write the flow's ID there, it is fixed`;
    return refuse('bad-flow', 'unreplaced-macro', hint);
  }
  return refuse('bad-flow', 'unknown', `there is no flow ${quote(text)}: copy its ID from the console`);
}

/** Line breaks, a terminal's escape sequences, marks that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function escapeSign(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Foreign text in a sentence: short, and visibly not ours. */
export function quote(text: string): string {
  const clean = cleanText(text, 60);
  return `«${clean.text.replace(UNSEEN, escapeSign)}${clean.cut ? '…' : ''}»`;
}

/** Whose macro this is, and how it is set up there; null where no network or too many call it so. */
function howToSend(macro: string): string | null {
  const owners = NETWORKS.filter((template) => template.macros.click === macro.trim());
  return owners.length > 0 && owners.length <= 2 ? owners.map(macroHint).join('; or ') : null;
}
