export interface BucketOptions {
  /** Requests a minute in the long run. 0: no limit. */
  readonly perMinute: number;
  /** Milliseconds of any clock that only goes forward. */
  readonly now: () => number;
  /** Buckets kept at most; the ones that were not used for longest go, and begin anew. */
  readonly max?: number;
}

/** A request too many. */
export interface Excess {
  /** Seconds until the next is taken, 1 at least. */
  readonly retryAfterS: number;
  /** Nothing has been said of this bucket in the last minute. */
  readonly isFirst: boolean;
}

interface Bucket {
  /** When it will be full again: the one number that a token bucket needs (the generic cell rate algorithm). */
  fullAt: number;
  toldAt: number;
}

/** So much of a minute's allowance may come at once. */
const BURST = 1 / 5;
const MINUTE_MS = 60_000;

/** Token buckets by name, in memory. Returns null where a request may pass. */
export function createBuckets({
  perMinute,
  now,
  max = 20_000,
}: BucketOptions): (name: string) => Excess | null {
  const buckets = new Map<string, Bucket>();
  const costMs = MINUTE_MS / perMinute;
  const roomMs = Math.max(costMs, MINUTE_MS * BURST);

  return (name) => {
    if (perMinute === 0) return null;
    const at = now();
    const bucket = buckets.get(name) ?? { fullAt: at, toldAt: Number.NEGATIVE_INFINITY };
    // Set anew, so that the map's order is that of use.
    buckets.delete(name);
    buckets.set(name, bucket);
    if (buckets.size > max) {
      const [oldest] = buckets.keys();
      if (oldest !== undefined) buckets.delete(oldest);
    }
    const fullAt = Math.max(bucket.fullAt, at) + costMs;
    const waitMs = fullAt - at - roomMs;
    if (waitMs <= 0) {
      bucket.fullAt = fullAt;
      return null;
    }
    const isFirst = at - bucket.toldAt >= MINUTE_MS;
    if (isFirst) bucket.toldAt = at;
    return { retryAfterS: Math.ceil(waitMs / 1000), isFirst };
  };
}
