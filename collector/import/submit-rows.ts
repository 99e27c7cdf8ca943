import { inOrderOfKeys } from '../in-order.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Verdict } from '../pipeline/postback.ts';
import type { RowVerdict } from '../storage/uploads.ts';
import { importRow } from './import-row.ts';

export interface SubmitOptions {
  readonly pipeline: Pipeline;
  readonly accountId: string;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Only tell what would change. */
  readonly dry: boolean;
  /** Change leads, and tell no receiver of it. */
  readonly isQuiet: boolean;
}

/** Rows that are under way at one time: enough for batches to form, few enough that others' postbacks pass between. */
export const ROWS_AT_ONCE = 200;

/** Submits some rows of a file, those of one click in their order, and tells in the same order what became of them. */
export function submitRows(
  rows: readonly Readonly<Record<string, string>>[],
  { pipeline, accountId, now, newId, dry, isQuiet }: SubmitOptions,
): Promise<Verdict[]> {
  return inOrderOfKeys(
    rows.map((row, index) => ({ row, index })),
    // Where nothing is changed, no row waits for another.
    ({ row, index }) => (dry ? '' : clickOf(row)) || String(index),
    ({ row }) => pipeline.submit(importRow(row, { accountId, now: now(), newId, dry, isQuiet })),
  );
}

function clickOf({ click, flow, subid }: Readonly<Record<string, string>>): string {
  return click || (subid ? `${flow} ${subid}` : '');
}

/** What is kept of a verdict and shown of a row. */
export function toRowVerdict({ outcome }: Verdict): RowVerdict {
  return outcome.status === 'ok'
    ? { what: outcome.result, reason: null, hint: null }
    : { what: outcome.error, reason: outcome.reason, hint: outcome.hint };
}

/** How often each verdict was given, the most frequent first. */
export function tally(verdicts: readonly RowVerdict[]): (readonly [what: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { what } of verdicts) counts.set(what, (counts.get(what) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
