import type { Pool } from 'pg';
import { oneAtATime } from '../one-at-a-time.ts';
import type { ReceiverKind } from '../pipeline/sending/receiver.ts';
import { expireOlder, giveBack, type TakenMessage, takeDue } from '../storage/outgoing-queue.ts';
import { firstId } from '../storage/partitions.ts';
import type { Settlement } from '../storage/settle-outgoing.ts';
import { switchOff } from '../storage/switch-off.ts';
import type { Courier } from './courier.ts';
import type { Lane } from './lane.ts';
import { Lanes } from './lanes.ts';
import { createLedger } from './ledger.ts';
import { createRightOfWay, keepSlices } from './right-of-way.ts';
import { createOpener } from './seal.ts';
import { settleUntried, tryMessage } from './try-message.ts';

export interface SenderOptions {
  readonly pool: Pool;
  readonly courier: Courier;
  /** The server's, with which receivers' keys are sealed. */
  readonly secret: string;
  readonly newId: () => string;
  readonly now: () => Date;
  /** Told of what a person should know: the database is away, a result that it refuses. */
  readonly onError: (error: unknown) => void;
  /** Lets leads know what networks answered to orders. */
  readonly applyOrders: () => Promise<unknown>;
  /** Told of each try: what the receiver is for, and what becomes of the message. */
  readonly onTried?: (kind: ReceiverKind, outcome: Settlement['state']) => void;
  /** Postbacks that wait for their batch: they go first. Without it, none do. */
  readonly intakeWaits?: () => number;
  /** Processes that share the limits. */
  readonly workers?: number;
  /** From 0 up to 1; only tests give another than Math.random. */
  readonly random?: () => number;
}

/** Sends what waits in the queue, as soon as it is due. */
export interface Sender {
  /** There is something new in the queue. */
  wake(): void;
  /** Begins nothing more, waits some seconds for what is under way and gives back the rest. */
  stop(): Promise<void>;
}

/** Tries at one time: of a host, and in all. */
const AT_ONCE = 8;
const AT_ONCE_IN_ALL = 128;
/** Of these, the share that any host may have. The rest is for hosts that are well: however many hang, they are served. */
const ANYBODYS = 0.75;
const MOST_TAKEN = 512;
/** The queue is looked at so often, whether or not somebody wakes us: for what has become due, or was left by others. */
const LOOK_MS = 1000;
/** Between two looks, at least: under load one look takes what many commits have left. */
const PAUSE_MS = 100;
/** The database looks for us a fifth of the time, at most, however many hosts there are. */
const PAUSE_TIMES = 4;
/** What is taken is begun within this time, or given back. Far less than the lease. */
const BEGIN_MS = 3000;
/** A try ends within ten seconds; what is still under way is left to its lease. */
const STOP_MS = 7000;
/** What a killed process has left is applied within this time. */
const APPLY_MS = 10_000;
const EXPIRE_EVERY_MS = 3600_000;
/** Longer than all tries of a message take. */
const EXPIRE_MS = 4 * 24 * 3600_000;

export function startSender(options: SenderOptions): Sender {
  const { pool, courier, newId, now, onError, workers = 1, random = Math.random } = options;
  const rightOfWay = createRightOfWay(options.intakeWaits ?? (() => 0));
  const atOnce = Math.ceil(AT_ONCE / workers);
  const atOnceInAll = Math.ceil(AT_ONCE_IN_ALL / workers);
  const trying = { courier, open: createOpener(options.secret), random, now, newId };
  const lanes = new Lanes(atOnce);
  let underWay = 0;
  let isStopped = false;
  let isAway = false;
  let looking: Promise<void> | null = null;
  let isWanted = false;
  let nextLook = 0;
  let timer: NodeJS.Timeout | undefined;

  const orders = oneAtATime(options.applyOrders, onError);
  const ledger = createLedger({
    pool,
    onError,
    onSettled(settled) {
      // The next message of a lead can go when the one before has left the queue.
      want();
      if (settled.some(({ isNews }) => isNews)) orders.call();
    },
  });

  function want(): void {
    isWanted = true;
    if (isStopped || looking || timer || !rightOfWay.isGiven()) return;
    timer = setTimeout(look, Math.max(0, nextLook - performance.now()));
  }

  function look(): void {
    timer = undefined;
    isWanted = false;
    const begun = performance.now();
    looking = take().finally(() => {
      looking = null;
      const took = performance.now() - begun;
      nextLook = begun + Math.min(LOOK_MS, Math.max(PAUSE_MS, (1 + PAUSE_TIMES) * took));
      if (isWanted) want();
    });
  }

  /** Never rejects: while the database is away, it is asked again each second. */
  async function take(): Promise<void> {
    const asked = performance.now();
    // What cannot be written down is not sent either.
    if (ledger.waiting() > MOST_TAKEN) return;
    try {
      const taken = await takeDue(pool, lanes.allot(asked, rightOfWay.share()), atOnce, MOST_TAKEN);
      isAway = false;
      for (const message of taken) queue(message, asked + BEGIN_MS);
      begin();
      if (taken.length === MOST_TAKEN) isWanted = true;
    } catch (error) {
      if (!isAway) onError(error);
      isAway = true;
    }
  }

  function queue(message: TakenMessage, beginBy: number): void {
    const untried = settleUntried(message);
    if (untried) ledger.add(untried);
    else lanes.of(message.host).waiting.push({ message, beginBy });
  }

  function begin(): void {
    const late: TakenMessage[] = [];
    while (!isStopped && underWay < atOnceInAll && rightOfWay.isGiven()) {
      const at = performance.now();
      const lane = lanes.next(at, underWay >= ANYBODYS * atOnceInAll);
      const next = lane?.waiting.shift();
      if (!lane || !next) break;
      if (next.beginBy < at) late.push(next.message);
      else void run(next.message, lane);
    }
    if (late.length > 0) void giveAllBack(late);
  }

  async function run(message: TakenMessage, lane: Lane): Promise<void> {
    underWay += 1;
    lane.underWay += 1;
    try {
      const { settlement, reply, isGone } = await tryMessage(message, trying);
      lane.ended(reply, performance.now());
      ledger.add(settlement);
      options.onTried?.(message.kind, settlement.state);
      if (isGone) switchOff(pool, message.receiverId, message.request.url, 'gone').catch(onError);
    } catch (error) {
      // A bug: its lease ends, and it is tried again.
      onError(error);
    }
    underWay -= 1;
    lane.underWay -= 1;
    begin();
  }

  function giveAllBack(messages: readonly TakenMessage[]): Promise<void> {
    return giveBack(pool, messages).catch(onError);
  }

  function tick(): void {
    const late = lanes.dropLate(performance.now());
    if (late.length > 0) void giveAllBack(late);
    begin();
    want();
  }

  const ticks = setInterval(tick, LOOK_MS);
  const stopSlices = keepSlices(rightOfWay, () => {
    begin();
    if (isWanted) want();
  });
  const applies = setInterval(() => {
    if (!isAway) orders.call();
  }, APPLY_MS);
  const expires = setInterval(() => {
    expireOlder(pool, firstId(new Date(now().getTime() - EXPIRE_MS))).catch(onError);
  }, EXPIRE_EVERY_MS);
  want();

  return {
    wake: want,
    async stop() {
      isStopped = true;
      stopSlices();
      for (const each of [ticks, applies, expires]) clearInterval(each);
      clearTimeout(timer);
      await looking;
      await giveAllBack(lanes.clear());
      const until = performance.now() + STOP_MS;
      while ((underWay > 0 || ledger.waiting() > 0) && performance.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 20));
      ledger.stop();
      await orders.ended();
    },
  };
}
