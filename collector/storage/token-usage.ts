import type { Pool } from 'pg';
import type { Directory } from '../pipeline/directory.ts';

/** Remembers which tokens were used, and writes it down now and then: not with every postback. */
export interface TokenUsage {
  used(tokenId: string, at: Date): void;
  /** Writes what is not written yet. Never rejects: what fails is tried again next time. */
  flush(): Promise<void>;
}

/** A directory that notes each token which it finds. */
export function noteUsage(directory: Directory, usage: TokenUsage): Directory {
  return {
    ...directory,
    token: async (id) => {
      const token = await directory.token(id);
      if (token) usage.used(id, new Date());
      return token;
    },
  };
}

export function createTokenUsage(pool: Pool, onError: (error: unknown) => void): TokenUsage {
  let unwritten = new Map<string, Date>();
  return {
    used(tokenId, at) {
      unwritten.set(tokenId, at);
    },
    async flush() {
      if (unwritten.size === 0) return;
      const writing = unwritten;
      unwritten = new Map();
      try {
        await pool.query(
          `update tokens t set last_used_at = greatest(t.last_used_at, u.at)
             from unnest($1::text[], $2::timestamptz[]) as u(id, at) where t.id = u.id`,
          [[...writing.keys()], [...writing.values()]],
        );
      } catch (error) {
        unwritten = new Map([...writing, ...unwritten]);
        onError(error);
      }
    },
  };
}
