import type { LoggedRow } from '../../storage/log.ts';
import { contactColumn, type ExportColumn, flagColumn, textColumn, timeColumn } from './columns.ts';

/** An entry with the name that its token has today; null where it came without one. */
export type NamedRow = LoggedRow & { readonly token: string | null };

const text = textColumn<NamedRow>;

/** An entry of the log as a row of a file: what its list and the facts beside it say, without the request. */
export const LOG_COLUMNS: readonly ExportColumn<NamedRow>[] = [
  timeColumn('received', (line) => line.receivedAt),
  text('entry', (line) => line.id),
  text('from', (line) => line.channel),
  text('token', (line) => line.token),
  text('sent_with', (line) => line.sentWith),
  contactColumn('ip', (line) => line.ip),
  text('flow', (line) => line.flowId),
  text('click', (line) => line.clickId),
  text('lead', (line) => line.leadId),
  text('uid', (line) => line.uid),
  text('goal', (line) => line.goal),
  text('status_word', (line) => line.statusWord),
  text('status', (line) => line.leadStatus),
  text('result', (line) => line.result),
  text('error', (line) => line.error),
  text('reason', (line) => line.reason),
  text('hint', (line) => line.hint),
  text('warnings', (line) => line.warnings.join(' ')),
  flagColumn('test', (line) => line.test),
  flagColumn('dry', (line) => line.dry),
  text('repeats', (line) => line.replayOf),
  text('settled_by', (line) => line.settledBy),
];
