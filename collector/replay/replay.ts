import type { Knex } from 'knex';
import { inOrderOfKeys } from '../in-order.ts';
import type { Change } from '../pipeline/lead.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Outcome, Remark } from '../pipeline/postback.ts';
import { findLogEntry, type LogDetail } from '../storage/log.ts';
import { listReplayable, type ReplayFilter } from '../storage/replayable.ts';
import { repeatRequest } from './repeat-request.ts';

/** What became of one entry when it was replayed, or what would become of it. */
export interface Replayed {
  /** Of the entry that the replay left in the log; a preview leaves none. */
  readonly id: string;
  readonly entry: LogDetail;
  readonly outcome: Outcome;
  readonly changes: readonly Change[];
  readonly remarks: readonly Remark[];
}

export interface ReplayOptions {
  readonly knex: Knex;
  readonly pipeline: Pipeline;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Repeats logged requests, after their set-up was mended. Repeating a replay is as harmless as repeating a postback. */
export interface Replayer {
  /** Null where the account has no such entry, or it is none that can be repeated. */
  one(accountId: string, id: string, preview: boolean): Promise<Replayed | null>;
  /** Every entry that fits, oldest first, as they come; no more than `limit`. */
  all(accountId: string, filter: ReplayFilter, preview: boolean, limit?: number): AsyncGenerator<Replayed>;
}

/** Entries that are read at one time; they are submitted together and share a batch. */
const PAGE = 100;

export function createReplayer({ knex, pipeline, now, newId }: ReplayOptions): Replayer {
  async function replay(entry: LogDetail, accountId: string, preview: boolean): Promise<Replayed | null> {
    const postback = await repeatRequest(entry, { accountId, now, newId, preview });
    if (!postback) return null;
    const { outcome, changes, remarks } = await pipeline.submit(postback);
    return { id: postback.id, entry, outcome, changes, remarks };
  }

  return {
    async one(accountId, id, preview) {
      // Whose an entry is that came with nobody's token, no replay can know.
      const entry = await findLogEntry(knex, { accountId, operator: false }, id);
      return entry ? replay(entry, accountId, preview) : null;
    },
    async *all(accountId, filter, preview, limit = Number.POSITIVE_INFINITY) {
      let after: string | null = null;
      for (let left = limit; left > 0; left -= PAGE) {
        const size = Math.min(left, PAGE);
        const page: LogDetail[] = await listReplayable(knex, accountId, filter, after, size);
        if (page.length === 0) return;
        after = page.at(-1)?.id ?? null;
        const replayed = await inOrderOfKeys(
          page,
          ({ clickId, id }) => clickId ?? id,
          (entry) => replay(entry, accountId, preview),
        );
        yield* replayed.filter((one) => one !== null);
      }
    },
  };
}
