import type { AnswerRules } from '../storage/receivers.ts';
import { isFilled, type JsonPath, parsePath, valueAt } from './json-path.ts';
import { matchPattern, type Pattern, parsePattern } from './text-pattern.ts';

/** What a rule is for. */
export type RulePlace = keyof AnswerRules;

/** What is wrong with a rule. */
export type RuleProblem =
  /** Longer than 300 characters. */
  | 'too-long'
  /** Nothing stands on one side of `||`. */
  | 'empty'
  /** Begins with `$`, but is no path such as `$.data[0].id`. */
  | 'bad-path'
  /** A comparison without a value. */
  | 'no-value'
  /** A comparison where a value is to be taken out. */
  | 'compares'
  /** `{uid}` or `{reason}` is missing where it is to be taken out, stands there twice, or stands where it is not. */
  | 'no-place'
  /** `**`, `*{uid}`: nothing says where one ends and the other begins. */
  | 'no-border';

type Choice =
  | { readonly kind: 'path'; readonly path: JsonPath; readonly is: Comparison | null }
  | { readonly kind: 'pattern'; readonly pattern: Pattern };

interface Comparison {
  readonly isNot: boolean;
  readonly value: Pattern;
}

/** An answer's text, and what it is as JSON; undefined where it is none. */
export interface AnswerText {
  readonly text: string;
  readonly json: unknown;
}

const MAX_RULE = 300;

/** Says what is wrong with a rule of `AnswerRules`; null where nothing is. */
export function checkRule(text: string, place: RulePlace): RuleProblem | null {
  const rule = parseRule(text, place);
  return typeof rule === 'string' ? rule : null;
}

/** Whether an answer is as `accepted` or `refused` says. A rule with a mistake fits nothing. */
export function fits(rule: string, place: 'accepted' | 'refused', answer: AnswerText): boolean {
  const choices = parseRule(rule, place);
  return typeof choices !== 'string' && choices.some((choice) => fitsOne(choice, answer));
}

/** What a rule takes out of an answer, trimmed; empty where there is nothing. */
export function takeOut(rule: string, place: 'uid' | 'reason', answer: AnswerText): string {
  const choices = parseRule(rule, place);
  if (typeof choices === 'string') return '';
  for (const choice of choices) {
    const found =
      choice.kind === 'path' ? valueAt(answer.json, choice.path) : matchPattern(choice.pattern, answer.text);
    if (isFilled(found)) return written(found).trim();
  }
  return '';
}

function fitsOne(choice: Choice, answer: AnswerText): boolean {
  if (choice.kind === 'pattern') return isLike(choice.pattern, answer.text);
  const value = valueAt(answer.json, choice.path);
  if (choice.is === null) return isFilled(value);
  // An answer that is no JSON, or does not have the field, is neither like the value nor unlike it.
  return value !== undefined && isLike(choice.is.value, written(value)) !== choice.is.isNot;
}

/** `OK` is `ok`: people write it as they remember it. */
function isLike(pattern: Pattern, text: string): boolean {
  const literals = pattern.literals.map((literal) => literal.toLowerCase());
  return matchPattern({ ...pattern, literals }, text.toLowerCase()) !== null;
}

function written(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function parseRule(text: string, place: RulePlace): readonly Choice[] | RuleProblem {
  if (text.length > MAX_RULE) return 'too-long';
  const choices: Choice[] = [];
  for (const part of text.split('||')) {
    const choice = parseChoice(part.trim(), place);
    if (typeof choice === 'string') return choice;
    choices.push(choice);
  }
  return choices;
}

function parseChoice(text: string, place: RulePlace): Choice | RuleProblem {
  if (text === '') return 'empty';
  const takes = place === 'uid' || place === 'reason';
  if (!text.startsWith('$')) {
    const pattern = parsePattern(text, takes ? place : null);
    return typeof pattern === 'string' ? pattern : { kind: 'pattern', pattern };
  }
  const at = text.indexOf('=');
  if (at < 0) {
    const path = parsePath(text);
    return path ? { kind: 'path', path, is: null } : 'bad-path';
  }
  if (takes) return 'compares';
  const isNot = text[at - 1] === '!';
  const path = parsePath(text.slice(0, isNot ? at - 1 : at).trim());
  if (!path) return 'bad-path';
  const value = text
    .slice(at + 1)
    .replace(/^=/, '')
    .trim();
  if (value === '') return 'no-value';
  const pattern = parsePattern(value, null);
  return typeof pattern === 'string' ? pattern : { kind: 'path', path, is: { isNot, value: pattern } };
}
