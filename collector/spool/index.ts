export type { Drained, DrainHandler, Verdict } from './drain.ts';
export type { SpooledRecord } from './frame.ts';
export { openSpool } from './open-spool.ts';
export type { QuarantinedRecord } from './quarantine.ts';
export type { AppendOptions, Spool, SpoolOptions, SpoolStats } from './spool.ts';
export { SpoolError, type SpoolErrorKind, SpoolFullError } from './spool-error.ts';
export { adoptOrphans, claimSpool, type SharedSpoolOptions } from './spool-folders.ts';
