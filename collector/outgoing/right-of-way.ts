import { cpus } from 'node:os';

/** In a rush one slice of so many is for sending. */
const SLICE_MS = 100;
const SLICES = 8;
/** Weight of the last slice in what is known of the ones before. */
const WEIGHT = 0.2;
/**
 * Of the machine's time, from 0 up to 1: with less left, whatever is sent is taken from what comes in. Waits for the disk
 * leave 0.1 to 0.2 of two cores idle at full speed (measured).
 */
const IDLE = 0.25;

/**
 * Postbacks first: a lead that is not taken is lost, a message only comes later. While postbacks wait for their batch and the
 * machine has no time left, tries begin in one slice of eight; so a rush keeps its speed, and a rush without an end
 * starves no receiver. A share of the time, and no number of tries: it fits machines of any speed.
 */
export interface RightOfWay {
  /** Whether tries may begin. */
  isGiven(): boolean;
  /** Of the time, from 0 up to 1. */
  share(): number;
  /** The next slice begins. */
  next(): void;
}

/**
 * @param waiting postbacks that wait for their batch
 * @param idle the share of the machine's time, since it was last asked for, that nobody used
 */
export function createRightOfWay(waiting: () => number, idle: () => number = createIdle()): RightOfWay {
  let crowded = 0;
  let spare = 1;
  let slice = 0;
  const isRush = () => crowded > 0.5 && spare < IDLE;
  return {
    isGiven: () => !isRush() || slice === 0,
    share: () => (isRush() ? 1 / SLICES : 1),
    next() {
      crowded += WEIGHT * ((waiting() > 0 ? 1 : 0) - crowded);
      // Where nobody waits it does not matter, and costs some files of /proc.
      if (crowded > 0.25) spare += WEIGHT * (idle() - spare);
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

function createIdle(): () => number {
  let last = readTimes();
  return () => {
    const now = readTimes();
    const all = now.all - last.all;
    const share = all > 0 ? (now.idle - last.idle) / all : 1;
    last = now;
    return share;
  };
}

/** Of all processors since they began, in milliseconds. */
function readTimes(): { idle: number; all: number } {
  let idle = 0;
  let all = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    for (const time of Object.values(times)) all += time;
  }
  return { idle, all };
}
