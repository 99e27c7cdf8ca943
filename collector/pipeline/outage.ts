import type { StoreError } from './batch-store.ts';

export interface OutageOptions {
  /** Whether postbacks have another way than the database; without one each of them is tried. */
  readonly hasDetour: boolean;
  /** Fails what waits for its batch. */
  readonly giveUp: (error: StoreError) => void;
  readonly onAway: (why: Error) => void;
}

/** Whether the database is away, as far as the pipeline has seen. */
export interface Outage {
  isAway(): boolean;
  /** How often the database came back. What began before says nothing of what it does since. */
  returns(): number;
  /** Something that was begun after `since` returns has failed. */
  notice(error: StoreError, since: number): void;
  /** The database takes writes again. */
  end(): void;
}

export function createOutage({ hasDetour, giveUp, onAway }: OutageOptions): Outage {
  let away = false;
  let returns = 0;
  return {
    isAway: () => away,
    returns: () => returns,
    notice(error, since) {
      if (!hasDetour || error.kind !== 'unavailable' || since !== returns) return;
      giveUp(error);
      if (away) return;
      away = true;
      onAway(error);
    },
    end() {
      if (away) returns += 1;
      away = false;
    },
  };
}
