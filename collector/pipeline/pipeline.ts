import { type BatchStore, StoreError } from './batch-store.ts';
import { decide } from './decide.ts';
import type { Decision, DecisionContext } from './decision.ts';
import type { Directory } from './directory.ts';
import { createGroupCommit, type GroupCommitOptions } from './group-commit.ts';
import type { Flow } from './lead.ts';
import type { Postback, Verdict } from './postback.ts';
import { type Prepared, prepare, unprepared } from './prepare.ts';
import { readTemplate } from './read-template.ts';
import { refuse } from './refusal.ts';

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
  /** The size of batches and how many are under way; only benchmarks ask for others than the default. */
  readonly batches?: Pick<GroupCommitOptions, 'maxBatch' | 'inFlight'>;
}

/** The one way for every lead, whoever sends it. */
export interface Pipeline {
  /** Resolves when the postback is decided, stored and logged. Never rejects: what fails is an answer too. */
  submit(postback: Postback): Promise<Verdict>;
  /** Resolves when everything submitted so far is on disk. */
  drain(): Promise<void>;
}

export function createPipeline(options: PipelineOptions): Pipeline {
  const { store, directory, secret, now, newId, country, mayLogStranger, onError } = options;
  const commit = createGroupCommit({ store, flow: directory.flow, now, ...options.batches });

  const contextFor = (prepared: Prepared, flow: Flow | null, at: Date): DecisionContext => ({
    flow,
    template: readTemplate(flow?.network ?? null),
    rates: prepared.rates,
    country,
    now: at,
    newId,
  });

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
    const { verdict, entry } = decide(
      { ...prepared, refusal },
      null,
      contextFor(prepared, prepared.flow, now()),
    );
    if (entry && error.kind === 'data') {
      const batch = { clicks: [], leads: [], history: [], entries: [{ entry, guard: null }] };
      await store.write(batch).catch(onError);
    }
    return verdict;
  }

  return {
    async submit(postback) {
      let prepared: Prepared;
      try {
        prepared = await prepare(postback, directory, secret);
      } catch (caught) {
        const error = caught instanceof StoreError ? caught : new StoreError('data', caught);
        return storeRefusal(unprepared(postback), error);
      }
      if (prepared.accountId === null && !(await mayLogStranger(postback.caller.ip))) {
        return decide(prepared, null, contextFor(prepared, null, now())).verdict;
      }
      return new Promise((resolve) => {
        let decision: Decision | null = null;
        commit.add({
          clickId: prepared.clickId,
          decide: (state, flowOfClick, at) => {
            decision = decide(prepared, state, contextFor(prepared, flowOfClick ?? prepared.flow, at));
            return decision;
          },
          done: () => decision && resolve(decision.verdict),
          failed: (error) => void storeRefusal(prepared, error).then(resolve),
        });
      });
    },
    drain: commit.drain,
  };
}
