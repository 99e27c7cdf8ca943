import { type Batch, type BatchStore, StoreError } from './batch-store.ts';
import type { Writes } from './decision.ts';
import type { Click, ClickState, HistoryLine, Lead } from './lead.ts';
import type { Send } from './sending/plan-sends.ts';
import type { LiveFlow } from './sending/receiver.ts';

/** One postback or visit on its way into the database. */
export interface Work {
  /** The click it reads and writes; null where it only leaves a log entry. */
  readonly clickId: string | null;
  /** Its log entry where it comes out of the spool, for then it may have been applied before; else null. */
  readonly spooledId: string | null;
  /** Asked before each try. False: it has gone another way meanwhile, and is forgotten. */
  isWanted(): boolean;
  /** Called once for each try, with the state that the earlier work of the batch left behind. */
  decide(state: ClickState | null, flowOfClick: LiveFlow | null, now: Date): Writes;
  /** The last decision is on disk. */
  done(): void;
  /** It could not be stored. */
  failed(error: StoreError): void;
}

export interface GroupCommitOptions {
  readonly store: BatchStore;
  readonly flow: (id: string) => Promise<LiveFlow | null>;
  readonly now: () => Date;
  /** Told when there is something to send to others. */
  readonly onSends?: () => void;
  /** Works in one batch, at most. More makes the statement longer than the fsync that it saves. */
  readonly maxBatch?: number;
  /** Batches in the database at one time. The second one hides the round trip of the first. */
  readonly inFlight?: number;
}

/** Tries after which a click that others keep changing is given up. */
const MAX_TRIES = 20;

export interface GroupCommit {
  add(work: Work): void;
  /** Works that wait for their batch. */
  waiting(): number;
  /** Fails all that wait: what has failed a batch would fail the next one too. */
  giveUp(error: StoreError): void;
  /** Resolves when everything added so far is done or failed. */
  drain(): Promise<void>;
}

/**
 * Collects work into batches: one round trip loads their clicks, one statement writes them. A batch forms while the
 * one before is in the database; nothing waits for a timer, so a lone postback goes at once.
 */
export function createGroupCommit(options: GroupCommitOptions): GroupCommit {
  const { store, flow, now, onSends, maxBatch = 128, inFlight = 2 } = options;
  let waiting: Ticket[] = [];
  // Two batches never hold the same click: the second would only lose against the first's version.
  const busy = new Set<string>();
  let running = 0;
  let idle: (() => void)[] = [];

  function pump(): void {
    while (running < inFlight && waiting.length > 0) {
      const tickets = takeBatch();
      if (tickets.length === 0) break;
      running += 1;
      const ids = clickIds(tickets);
      for (const id of ids) busy.add(id);
      void run(tickets).then((again) => {
        for (const id of ids) busy.delete(id);
        // What has to be decided again goes first: it has waited longest.
        waiting = [...again, ...waiting];
        running -= 1;
        pump();
      });
    }
    if (running > 0 || waiting.length > 0) return;
    for (const resolve of idle) resolve();
    idle = [];
  }

  function takeBatch(): Ticket[] {
    const taken: Ticket[] = [];
    const left: Ticket[] = [];
    for (const ticket of waiting) {
      const { clickId } = ticket.work;
      if (!ticket.work.isWanted()) continue;
      const free = taken.length < maxBatch && (clickId === null || !busy.has(clickId));
      (free ? taken : left).push(ticket);
    }
    waiting = left;
    return taken;
  }

  /** Returns the tickets that have to be tried again. Never rejects. */
  async function run(tickets: readonly Ticket[]): Promise<Ticket[]> {
    try {
      return await tryBatch(tickets);
    } catch (caught) {
      const error = caught instanceof StoreError ? caught : new StoreError('data', caught);
      return recover(tickets, error);
    }
  }

  async function tryBatch(tickets: readonly Ticket[]): Promise<Ticket[]> {
    const fresh = await leaveOutApplied(tickets);
    return fresh.length === 0 ? [] : tryFresh(fresh);
  }

  /**
   * The reply to a commit may be lost, and a crash may come between a commit and the spool's note of it: then the
   * spool brings what is stored already. Asked at each try, because the first commit may still be on its way.
   */
  async function leaveOutApplied(tickets: readonly Ticket[]): Promise<readonly Ticket[]> {
    const spooled = tickets.flatMap(({ work }) => work.spooledId ?? []);
    if (spooled.length === 0) return tickets;
    const applied = await store.logged(spooled);
    const isApplied = ({ work }: Ticket) => work.spooledId !== null && applied.has(work.spooledId);
    for (const ticket of tickets) if (isApplied(ticket)) ticket.work.done();
    return tickets.filter((ticket) => !isApplied(ticket));
  }

  async function tryFresh(tickets: readonly Ticket[]): Promise<Ticket[]> {
    const ids = clickIds(tickets);
    const states = ids.length === 0 ? new Map<string, ClickState>() : await store.load(ids);
    const flows = new Map<string, LiveFlow | null>();
    for (const { click } of states.values()) {
      if (!flows.has(click.flowId)) flows.set(click.flowId, await flow(click.flowId));
    }
    const batch = decideAll(tickets, states, flows, now());
    const written = await store.write(batch);
    if (batch.sends.length > 0) onSends?.();
    const guards = new Set(batch.clicks.map((click) => click.id));
    const again: Ticket[] = [];
    for (const ticket of tickets) {
      const { clickId } = ticket.work;
      const passed = clickId === null || !guards.has(clickId) || written.has(clickId);
      if (passed) ticket.work.done();
      else if (ticket.tries >= MAX_TRIES) ticket.work.failed(new StoreError('conflict', 'changed too often'));
      else again.push({ ...ticket, tries: ticket.tries + 1 });
    }
    return again;
  }

  /** A batch that failed because of one row must not take its neighbours with it: each click is tried alone. */
  async function recover(tickets: readonly Ticket[], error: StoreError): Promise<Ticket[]> {
    if (error.kind === 'conflict') {
      const [first] = tickets;
      if (first && first.tries < MAX_TRIES)
        return tickets.map((ticket) => ({ ...ticket, tries: ticket.tries + 1 }));
    }
    if (error.kind !== 'data' || tickets.length === 1) {
      for (const { work } of tickets) work.failed(error);
      return [];
    }
    const again: Ticket[] = [];
    for (const ticket of tickets) {
      // Behind one that has to be decided again, later ones of its click wait.
      const { clickId } = ticket.work;
      if (clickId !== null && again.some(({ work }) => work.clickId === clickId)) again.push(ticket);
      else again.push(...(await run([ticket])));
    }
    return again;
  }

  return {
    add(work) {
      waiting.push({ work, tries: 0 });
      pump();
    },
    waiting: () => waiting.length,
    giveUp(error) {
      const given = waiting;
      waiting = [];
      for (const { work } of given) work.failed(error);
      pump();
    },
    drain() {
      if (running === 0 && waiting.length === 0) return Promise.resolve();
      return new Promise((resolve) => idle.push(resolve));
    },
  };
}

interface Ticket {
  readonly work: Work;
  readonly tries: number;
}

function clickIds(tickets: readonly Ticket[]): string[] {
  return [...new Set(tickets.map((ticket) => ticket.work.clickId).filter((id) => id !== null))];
}

/** Decides the works one after the other, each on what the one before left, and gathers what is to be written. */
function decideAll(
  tickets: readonly Ticket[],
  loaded: ReadonlyMap<string, ClickState>,
  flows: ReadonlyMap<string, LiveFlow | null>,
  now: Date,
): Batch {
  const states = new Map(loaded);
  const clicks = new Map<string, Click>();
  const changed = new Set<string>();
  const leads = new Map<string, Lead>();
  const history: HistoryLine[] = [];
  const entries: Batch['entries'][number][] = [];
  const sends: Send[] = [];
  for (const { work } of tickets) {
    const { clickId } = work;
    const state = clickId === null ? null : (states.get(clickId) ?? null);
    const writes = work.decide(state, state ? (flows.get(state.click.flowId) ?? null) : null, now);
    if (clickId !== null && writes.state) {
      states.set(clickId, writes.state);
      if (writes.clickChanged) changed.add(clickId);
      if (writes.clickChanged || writes.leads.length > 0) clicks.set(clickId, writes.state.click);
    }
    for (const lead of writes.leads) leads.set(lead.id, lead);
    history.push(...writes.history);
    sends.push(...writes.sends);
    if (writes.entry) entries.push({ entry: writes.entry, guard: clickId });
  }
  const guarded = entries.map(({ entry, guard }) => ({
    entry,
    guard: guard !== null && clicks.has(guard) ? guard : null,
  }));
  return {
    clicks: [...clicks.values()],
    changedClicks: [...changed].flatMap((id) => states.get(id) ?? []),
    leads: [...leads.values()],
    history,
    sends,
    entries: guarded,
  };
}
