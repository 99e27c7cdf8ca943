import { ERRORS, type Outcome, REASONS } from '../pipeline/postback.ts';

/** How many replays came to which outcome: `updated` or `bad-click unknown`, with their number. */
export type Tally = ReadonlyMap<string, number>;

export function tallyOf(outcomes: readonly Outcome[]): Tally {
  const tally = new Map<string, number>();
  for (const outcome of outcomes) {
    const name = outcome.status === 'ok' ? outcome.result : `${outcome.error} ${outcome.reason}`;
    tally.set(name, (tally.get(name) ?? 0) + 1);
  }
  return tally;
}

/** For the address of the page that tells of it. */
export function writeTally(tally: Tally): string {
  return [...tally].map(([name, count]) => `${count} ${name}`).join(',');
}

const SHAPE = /^(\d{1,6}) (?:(created|updated|registered)|([a-z-]+) ([a-z-]+))$/;

/** Reads it back. Null where the address tells of none; words that are not ours are left out. */
export function readTally(query: URLSearchParams): Tally | null {
  const parts = (query.get('did') ?? '').split(',', 100).flatMap((part): [string, number][] => {
    const [, count, result, error, reason] = SHAPE.exec(part) ?? [];
    const isOurs =
      result !== undefined ||
      (ERRORS.some((each) => each === error) && REASONS.some((each) => each === reason));
    return isOurs ? [[result ?? `${error} ${reason}`, Number(count)]] : [];
  });
  return query.has('did') ? new Map(parts) : null;
}
