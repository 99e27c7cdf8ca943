import type { TakenMessage } from '../storage/outgoing-queue.ts';
import { isTrouble } from './back-off.ts';
import { createBreaker } from './breaker.ts';
import type { Reply } from './courier.ts';

/** A message, and until when (performance.now) its try has to be begun. */
export interface Queued {
  readonly message: TakenMessage;
  readonly beginBy: number;
}

/** No more is taken than is begun within this time. */
const AHEAD_MS = 1000;
const MOST_AHEAD = 256;
/** A host that takes no longer comes soon back to those that wait. */
const SOON_MS = 2000;
/** Weight of the last try in how long tries take. */
const WEIGHT = 0.2;

/** What one host gets at a time, and what is known of it. Times are performance.now(). */
export class Lane {
  waiting: Queued[] = [];
  underWay = 0;
  usedAt = 0;
  readonly #atOnce: number;
  readonly #breaker = createBreaker();
  /** How long a try takes; null until one has ended. */
  #paceMs: number | null = null;
  #isTroubled = false;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  get isIdle(): boolean {
    return this.waiting.length === 0 && this.underWay === 0;
  }

  /** Its last try was answered, and tries do not take long: what it gets comes back. */
  get isWell(): boolean {
    return this.#paceMs !== null && this.#paceMs < SOON_MS && !this.#isTroubled;
  }

  /** How many more tries may begin. */
  free(now: number): number {
    const allowed = { all: this.#atOnce, one: 1, none: 0 }[this.#breaker.allows(now)];
    return Math.max(0, allowed - this.underWay);
  }

  /**
   * How many more messages are worth taking: what can begin, and while the host is well, what will soon.
   *
   * @param share of the time in which tries may begin, from 0 up to 1
   */
  wants(now: number, share: number): number {
    const isWell = this.#breaker.allows(now) === 'all' && this.#paceMs !== null;
    const ahead = isWell ? (this.#atOnce * AHEAD_MS * share) / Math.max(1, this.#paceMs ?? 0) : 0;
    return Math.max(0, this.free(now) + Math.min(MOST_AHEAD, Math.floor(ahead)) - this.waiting.length);
  }

  /** Takes out what cannot be begun in time. */
  dropLate(now: number): TakenMessage[] {
    const isShut = this.#breaker.allows(now) === 'none';
    const isLate = ({ beginBy }: Queued) => isShut || beginBy < now;
    const late = this.waiting.filter(isLate);
    if (late.length > 0) this.waiting = this.waiting.filter((each) => !isLate(each));
    return late.map(({ message }) => message);
  }

  ended(reply: Reply, now: number): void {
    this.usedAt = now;
    this.#isTroubled = isTrouble(reply);
    if (this.#isTroubled) this.#breaker.failed(now);
    else if (reply.http !== null) this.#breaker.succeeded();
    const pace = this.#paceMs ?? reply.tookMs;
    this.#paceMs = pace + WEIGHT * (reply.tookMs - pace);
  }
}
