/** One slice of four is for sending, however much comes in. */
const SLICE_MS = 100;
const SLICES = 4;
/** Weight of the last slice in whether postbacks come in faster than they are written. */
const WEIGHT = 0.2;

/**
 * Postbacks first: a lead that is not taken is lost, a message only comes later. While postbacks wait for their batch in most
 * slices, tries begin in one slice of four; so a rush keeps its speed, and a rush without an end starves no receiver.
 * A share of the time, and no number of tries: it fits machines of any speed.
 */
export interface RightOfWay {
  /** Whether tries may begin. */
  isGiven(): boolean;
  /** Of the time, from 0 up to 1. */
  share(): number;
  /** The next slice begins. */
  next(): void;
}

/** @param waiting postbacks that wait for their batch */
export function createRightOfWay(waiting: () => number): RightOfWay {
  let rush = 0;
  let slice = 0;
  const isRush = () => rush > 0.5;
  return {
    isGiven: () => !isRush() || slice === 0,
    share: () => (isRush() ? 1 / SLICES : 1),
    next() {
      rush += WEIGHT * ((waiting() > 0 ? 1 : 0) - rush);
      slice = (slice + 1) % SLICES;
    },
  };
}

/** Calls `onGiven` in each slice in which tries may begin. Returns what stops it. */
export function keepSlices(rightOfWay: RightOfWay, onGiven: () => void): () => void {
  const timer = setInterval(() => {
    rightOfWay.next();
    if (rightOfWay.isGiven()) onGiven();
  }, SLICE_MS);
  return () => clearInterval(timer);
}
