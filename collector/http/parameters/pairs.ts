/** One parameter as it came in. A name and a value are always text, never arrays or objects. */
export interface Pair {
  readonly name: string;
  readonly value: string;
  readonly undecoded: Uint8Array | null;
}

/** Pairs that were read, and whether more came than are read. */
export interface Pairs {
  readonly pairs: readonly Pair[];
  readonly cut: boolean;
}

/** More parameters than any network sends (protocol section 2); the rest is left out, and the log says so. */
export const MAX_PAIRS = 256;
