import type { DrainHandler, SpooledRecord, Verdict as SpoolVerdict } from '../spool/index.ts';
import { type BatchStore, StoreError } from './batch-store.ts';
import { decide } from './decide.ts';
import type { Decision, DecisionContext } from './decision.ts';
import { createDetour, type SpoolForPostbacks } from './detour.ts';
import type { Directory } from './directory.ts';
import { createGroupCommit, type GroupCommitOptions } from './group-commit.ts';
import type { Postback, Verdict } from './postback.ts';
import { type Prepared, prepare, unprepared } from './prepare.ts';
import { readTemplate } from './read-template.ts';
import { refuse } from './refusal.ts';
import type { LiveFlow } from './sending/receiver.ts';
import { unpackPostback } from './spooled-postback.ts';

export interface PipelineOptions {
  readonly store: BatchStore;
  readonly directory: Directory;
  /** The server's secret, which makes and checks postback tokens. */
  readonly secret: string;
  readonly now: () => Date;
  /** Makes a UUIDv7 in 32 hex digits, always greater than the one before. */
  readonly newId: () => string;
  /** The country of an address, ISO 3166 alpha-2; null where it is not known. */
  readonly country: (ip: string) => string | null;
  /**
   * Whether one more postback of a sender that nobody knows is worth a log entry: floods of them must not fill the
   * database. Refused ones are answered all the same.
   */
  readonly mayLogStranger: (ip: string) => Promise<boolean>;
  /** Told of what a person must look at: a row that the database refuses, a bug. */
  readonly onError: (error: Error) => void;
  /** Whether the database has been brought to this program; until then nothing is asked of it. Without it: yes. */
  readonly isSetUp?: () => boolean;
  /** Takes postbacks while the database is away. Without it they are answered 503. */
  readonly spool?: SpoolForPostbacks | null;
  /** Told when the database turns out to be away; whoever drains the spool calls `resume` when it is back. */
  readonly onAway?: (why: Error) => void;
  /** Told when a change was stored that others are to be told of. */
  readonly onSends?: () => void;
  /** Postbacks that wait for their batch, at most; more go to the spool. */
  readonly maxWaiting?: number;
  /** A database that takes longer is away. Networks hang up after some seconds. In milliseconds: 1800. */
  readonly patienceMs?: number;
  /** The size of batches and how many are under way; only benchmarks ask for others than the default. */
  readonly batches?: Pick<GroupCommitOptions, 'maxBatch' | 'inFlight'>;
}

/** The one way for every lead, whoever sends it. */
export interface Pipeline {
  /** Resolves when the postback is stored and logged, or safe in the spool. Never rejects: what fails is an answer too. */
  submit(postback: Postback): Promise<Verdict>;
  /** Applies what comes out of the spool, in its order. What was applied before is left as it is. */
  readonly apply: DrainHandler;
  /** Postbacks that wait for their batch. */
  waiting(): number;
  /** Whether postbacks go to the spool without a try at the database. */
  isAway(): boolean;
  /** The database takes writes again: postbacks go to it. */
  resume(): void;
  /** Resolves when everything submitted so far is on disk. */
  drain(): Promise<void>;
}

/** What became of a try: stored, or why not. The verdict is null where it had been stored before. */
type Attempt =
  | { readonly kind: 'stored'; readonly verdict: Verdict | null }
  | { readonly kind: 'failed'; readonly prepared: Prepared; readonly error: StoreError };

export function createPipeline(options: PipelineOptions): Pipeline {
  const { store, directory, secret, now, newId, country, mayLogStranger, onError } = options;
  const { spool = null, onAway = () => undefined, maxWaiting = 4096, patienceMs = 1800 } = options;
  const { isSetUp = () => true } = options;
  const commit = createGroupCommit({
    ...{ store, flow: directory.flow, now },
    ...(options.onSends && { onSends: options.onSends }),
    ...options.batches,
  });
  let away = false;
  /** How often the database came back. What began before says nothing of what it does since. */
  let returns = 0;

  const contextFor = (prepared: Prepared, flow: LiveFlow | null, at: Date): DecisionContext => ({
    flow,
    template: readTemplate(flow),
    rates: prepared.rates,
    country,
    // What waited in the spool is decided as of the instant at which it came.
    now: prepared.postback.spooled ? prepared.postback.receivedAt : at,
    newId,
  });

  const decideRefused = (prepared: Prepared): Decision =>
    decide(prepared, null, contextFor(prepared, prepared.flow, now()));

  const detour = spool && createDetour({ spool, secret, directory, mayLogStranger, decideRefused, isSetUp });

  /** `since`: the returns when what failed began. */
  function turnAway(error: StoreError, since: number): void {
    if (spool === null || error.kind !== 'unavailable' || since !== returns) return;
    commit.giveUp(error);
    if (away) return;
    away = true;
    onAway(error);
  }

  /** The database refused or did not answer: the sender is told, and where it still can be, the log as well. */
  async function storeRefusal(prepared: Prepared, error: StoreError): Promise<Verdict> {
    if (error.kind !== 'unavailable') onError(error);
    const refusal =
      error.kind === 'data'
        ? refuse(
            'db',
            'constraint',
            'the database refused a value of this postback: its log entry has the whole request',
          )
        : refuse('db', 'unavailable', 'the database does not answer: send it again in a moment');
    const { verdict, entry } = decideRefused({ ...prepared, refusal });
    if (entry && error.kind === 'data') {
      const nothing = { clicks: [], changedClicks: [], leads: [], history: [], sends: [] };
      await store.write({ ...nothing, entries: [{ entry, guard: null }] }).catch(onError);
    }
    return verdict;
  }

  /** Finds out who sends, decides and stores. Nothing more is begun once `isWanted` says no. Never rejects. */
  async function attempt(postback: Postback, isWanted: () => boolean): Promise<Attempt> {
    let prepared: Prepared;
    try {
      prepared = await prepare(postback, directory, secret);
    } catch (caught) {
      const error = caught instanceof StoreError ? caught : new StoreError('data', caught);
      return { kind: 'failed', prepared: unprepared(postback), error };
    }
    if (prepared.accountId === null && !(await mayLogStranger(postback.caller.ip)))
      return { kind: 'stored', verdict: decideRefused({ ...prepared, flow: null }).verdict };
    return commitOne(prepared, isWanted);
  }

  function commitOne(prepared: Prepared, isWanted: () => boolean): Promise<Attempt> {
    const { postback } = prepared;
    return new Promise((resolve) => {
      let decision: Decision | null = null;
      commit.add({
        clickId: prepared.clickId,
        spooledId: postback.spooled ? postback.id : null,
        isWanted,
        decide: (state, flowOfClick, at) => {
          decision = decide(prepared, state, contextFor(prepared, flowOfClick ?? prepared.flow, at));
          return decision;
        },
        done: () => resolve({ kind: 'stored', verdict: decision?.verdict ?? null }),
        failed: (error) => resolve({ kind: 'failed', prepared, error }),
      });
    });
  }

  /** Where the database did not take it: into the spool, else the sender has to come again. */
  async function setAside(prepared: Prepared, error: StoreError): Promise<Verdict> {
    const isOurs = detour !== null && error.kind !== 'data' && mayWait(prepared.postback);
    return (isOurs && (await detour.take(prepared))) || storeRefusal(prepared, error);
  }

  function submitInTime(postback: Postback): Promise<Verdict> {
    return new Promise((resolve) => {
      const since = returns;
      let open = true;
      const answer = (verdict: Verdict | Promise<Verdict>) => {
        open = false;
        clearTimeout(timer);
        resolve(verdict);
      };
      const timer = setTimeout(() => {
        const error = new StoreError('unavailable', `no answer within ${patienceMs} ms`);
        turnAway(error, since);
        if (open) answer(setAside(unprepared(postback), error));
      }, patienceMs);
      attempt(postback, () => open).then((tried) => {
        if (tried.kind === 'failed') turnAway(tried.error, since);
        if (open) answer(finish(tried));
      });
    });
  }

  async function finish(tried: Attempt): Promise<Verdict> {
    if (tried.kind === 'failed') return setAside(tried.prepared, tried.error);
    if (tried.verdict === null) throw new Error('only what waited in the spool may have been stored before');
    return tried.verdict;
  }

  async function readRecord({ payload }: SpooledRecord, since: number): Promise<Prepared | SpoolVerdict> {
    let postback: Postback;
    try {
      postback = unpackPostback(payload, now());
    } catch {
      return { kind: 'poison', reason: 'not a postback that this version can read' };
    }
    try {
      const prepared = await prepare(postback, directory, secret);
      const isLogged = prepared.accountId !== null || (await mayLogStranger(postback.caller.ip));
      return isLogged ? prepared : { kind: 'done' };
    } catch (caught) {
      const error = caught instanceof StoreError ? caught : new StoreError('data', caught);
      return judge({ kind: 'failed', prepared: unprepared(postback), error }, since);
    }
  }

  /** What the spool has to do with a record. */
  async function judge(tried: Attempt, since: number): Promise<SpoolVerdict> {
    if (tried.kind === 'stored') return { kind: 'done' };
    const { prepared, error } = tried;
    turnAway(error, since);
    if (error.kind !== 'data') return { kind: 'retry' };
    await storeRefusal(prepared, error);
    return { kind: 'poison', reason: error.sqlState === '' ? 'a bug' : `SQLSTATE ${error.sqlState}` };
  }

  async function apply(records: readonly SpooledRecord[]): Promise<SpoolVerdict[]> {
    const since = returns;
    const read = await Promise.all(records.map((record) => readRecord(record, since)));
    // Nothing behind the first that has to come again: it might overtake it.
    const stop = read.findIndex((each) => 'kind' in each && each.kind === 'retry');
    const due = stop < 0 ? read : read.slice(0, stop);
    return Promise.all(
      due.map((each) =>
        'kind' in each ? each : commitOne(each, () => true).then((tried) => judge(tried, since)),
      ),
    );
  }

  return {
    async submit(postback) {
      if (isOfPerson(postback)) return finish(await attempt(postback, () => true));
      const isCrowded = commit.waiting() >= maxWaiting;
      if (away || isCrowded || !isSetUp() || detour?.mustFollow(postback)) {
        return setAside(unprepared(postback), new StoreError('unavailable', 'it has to wait in the spool'));
      }
      return submitInTime(postback);
    },
    apply,
    waiting: commit.waiting,
    isAway: () => away,
    resume() {
      if (away) returns += 1;
      away = false;
    },
    drain: commit.drain,
  };
}

/** A person waits for what becomes of it, and has more patience than a network. */
function isOfPerson({ replay, credentials }: Postback): boolean {
  return replay !== undefined || credentials.accountId !== undefined;
}

/** A dry run is about its answer, and changes nothing that could be lost. */
function mayWait(postback: Postback): boolean {
  const isDry = postback.channel === 's2s' && postback.parameters.values.get('dry') === '1';
  return !isDry && !isOfPerson(postback);
}
