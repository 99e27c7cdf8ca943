import type { DrainHandler, SpooledRecord, Verdict as SpoolVerdict } from '../spool/index.ts';
import { StoreError } from './batch-store.ts';
import type { Outage } from './outage.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import type { Postback, Verdict } from './postback.ts';
import { type Prepared, prepare, unprepared } from './prepare.ts';
import { unpackPostback } from './spooled-postback.ts';

/** What became of a try: stored, or why not. The verdict is null where it had been stored before. */
export type Attempt =
  | { readonly kind: 'stored'; readonly verdict: Verdict | null }
  | { readonly kind: 'failed'; readonly prepared: Prepared; readonly error: StoreError };

export interface ApplySpooledOptions
  extends Pick<PipelineOptions, 'directory' | 'secret' | 'now' | 'mayLogStranger'> {
  readonly outage: Pick<Outage, 'returns' | 'notice'>;
  /** Decides and stores one postback. */
  readonly commitOne: (prepared: Prepared) => Promise<Attempt>;
  /** Writes a refusal by the database into the log, where that can be done. */
  readonly storeRefusal: (prepared: Prepared, error: StoreError) => Promise<unknown>;
}

/** Makes what applies postbacks out of the spool, in its order. */
export function createApplySpooled(options: ApplySpooledOptions): DrainHandler {
  const { directory, secret, now, mayLogStranger, outage, commitOne, storeRefusal } = options;

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
    outage.notice(error, since);
    if (error.kind !== 'data') return { kind: 'retry' };
    await storeRefusal(prepared, error);
    return { kind: 'poison', reason: error.sqlState === '' ? 'a bug' : `SQLSTATE ${error.sqlState}` };
  }

  return async (records) => {
    const since = outage.returns();
    const read = await Promise.all(records.map((record) => readRecord(record, since)));
    // Nothing behind the first that has to come again: it might overtake it.
    const stop = read.findIndex((each) => 'kind' in each && each.kind === 'retry');
    const due = stop < 0 ? read : read.slice(0, stop);
    return Promise.all(
      due.map((each) => ('kind' in each ? each : commitOne(each).then((tried) => judge(tried, since)))),
    );
  };
}
