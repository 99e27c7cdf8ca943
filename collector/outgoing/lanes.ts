import type { Allotment, TakenMessage } from '../storage/outgoing-queue.ts';
import { Lane } from './lane.ts';

/** A host that nothing was sent to for so long is forgotten. */
const IDLE_MS = 60_000;

/** The hosts that have something to do. Times are performance.now(). */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #atOnce: number;

  /** @param atOnce tries of one host at one time */
  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  of(host: string): Lane {
    const known = this.#lanes.get(host);
    if (known) return known;
    const lane = new Lane(this.#atOnce);
    this.#lanes.set(host, lane);
    return lane;
  }

  /** What is worth taking of each host. `share`: of the time in which tries may begin. */
  allot(now: number, share: number): Map<string, Allotment> {
    const allotted = new Map<string, Allotment>();
    for (const [host, lane] of this.#lanes)
      allotted.set(host, [lane.wants(now, share), lane.underWay + lane.waiting.length]);
    return allotted;
  }

  /**
   * Who may begin a try: of them the one with least under way, so that a host with much to do does not keep the others
   * waiting. Null: nobody.
   *
   * @param onlyWell leaves out hosts that may keep what they get for long
   */
  next(now: number, onlyWell: boolean): Lane | null {
    let found: Lane | null = null;
    for (const lane of this.#lanes.values()) {
      const isNext = lane.waiting.length > 0 && lane.free(now) > 0 && (lane.isWell || !onlyWell);
      if (isNext && (found === null || lane.underWay < found.underWay)) found = lane;
    }
    return found;
  }

  /** Takes out what cannot be begun in time, and forgets hosts that have nothing to do. */
  dropLate(now: number): TakenMessage[] {
    const late: TakenMessage[] = [];
    for (const [host, lane] of this.#lanes) {
      late.push(...lane.dropLate(now));
      if (lane.isIdle && lane.usedAt + IDLE_MS < now) this.#lanes.delete(host);
    }
    return late;
  }

  /** Takes out all that was not begun. */
  clear(): TakenMessage[] {
    return [...this.#lanes.values()].flatMap((lane) => lane.waiting.splice(0).map(({ message }) => message));
  }
}
