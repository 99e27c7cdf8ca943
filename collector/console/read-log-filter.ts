import { cleanText } from '../pipeline/clean-text.ts';
import {
  ERRORS,
  type ErrorCode,
  REASONS,
  type Reason,
  WARNINGS,
  type Warning,
} from '../pipeline/postback.ts';
import type { LogCriteria } from '../storage/log-criteria.ts';
import { type ClickFilter, readClick, readFlow, readWord, toFilterQuery } from './read-filter.ts';

/** What the log may be filtered by, as the address has it. */
export interface LogFilterShown {
  readonly flow: string;
  readonly outcome: 'ok' | 'error' | undefined;
  readonly error: ErrorCode | undefined;
  readonly reason: Reason | undefined;
  readonly warning: Warning | undefined;
  /** A status word, as the network wrote it. */
  readonly word: string;
  readonly click: ClickFilter;
  /** UTC, as a form field for date and time has it. */
  readonly since: string;
}

const MAX_WORD = 255;

export function readLogFilter(query: URLSearchParams): LogFilterShown {
  return {
    flow: readFlow(query),
    outcome: readWord(query, 'outcome', ['ok', 'error']),
    error: readWord(query, 'error', ERRORS),
    reason: readWord(query, 'reason', REASONS),
    warning: readWord(query, 'warning', WARNINGS),
    word: cleanText(query.get('word') ?? '', MAX_WORD).text,
    click: readClick(query),
    since: cleanText(query.get('since') ?? '', 32).text.trim(),
  };
}

/** For the database; null where something cannot be read: then nothing fits, rather than everything. */
export function toCriteria(shown: LogFilterShown): LogCriteria | null {
  const { flow, outcome, error, reason, warning, word, click } = shown;
  const since = shown.since === '' ? undefined : readInstant(shown.since);
  if (click.isBad || since === null) return null;
  return {
    ...(flow ? { flowId: flow } : {}),
    ...(outcome ? { outcome } : {}),
    ...(error ? { error } : {}),
    ...(reason ? { reason } : {}),
    ...(warning ? { warning } : {}),
    ...(word ? { statusWord: word } : {}),
    ...(click.id ? { clickId: click.id } : {}),
    ...(since ? { since } : {}),
  };
}

/** The filters that are set, for links and hidden fields. */
export function toLogQuery(shown: LogFilterShown): URLSearchParams {
  return toFilterQuery({ ...shown, click: shown.click.text });
}

/** `2031-05-01`, `2031-05-01T12:30`, with seconds or without, always UTC. Null where it is no date. */
export function readInstant(text: string): Date | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?))?Z?$/.exec(text);
  if (!match) return null;
  const at = new Date(`${match[1]}T${match[2] ?? '00:00'}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}
