import type { DrainHandler } from '../spool/index.ts';
import { type Attempt, createApplySpooled } from './apply-spooled.ts';
import { StoreError } from './batch-store.ts';
import { decide } from './decide.ts';
import type { Decision, DecisionContext } from './decision.ts';
import { createDetour } from './detour.ts';
import { createGroupCommit } from './group-commit.ts';
import { createOutage } from './outage.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import type { Postback, Verdict } from './postback.ts';
import { type Prepared, prepare, unprepared } from './prepare.ts';
import { readTemplate } from './read-template.ts';
import { refuse } from './refusal.ts';
import type { LiveFlow } from './sending/receiver.ts';

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

export function createPipeline(options: PipelineOptions): Pipeline {
  const { store, directory, secret, now, newId, country, mayLogStranger, onError } = options;
  const { spool = null, onAway = () => undefined, maxWaiting = 4096, patienceMs = 1800 } = options;
  const { isSetUp = () => true } = options;
  const commit = createGroupCommit({
    ...{ store, flow: directory.flow, now },
    ...(options.onSends && { onSends: options.onSends }),
    ...options.batches,
  });
  const outage = createOutage({ hasDetour: spool !== null, giveUp: commit.giveUp, onAway });

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
      const since = outage.returns();
      let open = true;
      const answer = (verdict: Verdict | Promise<Verdict>) => {
        open = false;
        clearTimeout(timer);
        resolve(verdict);
      };
      const timer = setTimeout(() => {
        const error = new StoreError('unavailable', `no answer within ${patienceMs} ms`);
        outage.notice(error, since);
        if (open) answer(setAside(unprepared(postback), error));
      }, patienceMs);
      attempt(postback, () => open).then((tried) => {
        if (tried.kind === 'failed') outage.notice(tried.error, since);
        if (open) answer(finish(tried));
      });
    });
  }

  async function finish(tried: Attempt): Promise<Verdict> {
    if (tried.kind === 'failed') return setAside(tried.prepared, tried.error);
    if (tried.verdict === null) throw new Error('only what waited in the spool may have been stored before');
    return tried.verdict;
  }

  return {
    async submit(postback) {
      if (isOfPerson(postback)) return finish(await attempt(postback, () => true));
      const isCrowded = commit.waiting() >= maxWaiting;
      if (outage.isAway() || isCrowded || !isSetUp() || detour?.mustFollow(postback)) {
        return setAside(unprepared(postback), new StoreError('unavailable', 'it has to wait in the spool'));
      }
      return submitInTime(postback);
    },
    apply: createApplySpooled({
      ...{ directory, secret, now, mayLogStranger, outage, storeRefusal },
      commitOne: (prepared) => commitOne(prepared, () => true),
    }),
    waiting: commit.waiting,
    isAway: outage.isAway,
    resume: outage.end,
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
