import type { OutgoingLine } from '../../storage/outgoing.ts';
import { type ExportColumn, flagColumn, textColumn, timeColumn } from './columns.ts';

const text = textColumn<OutgoingLine>;
const number = (value: number | null) => (value === null ? null : String(value));

/** A message to a receiver as a row of a file, without its request and answers. */
export const OUTGOING_COLUMNS: readonly ExportColumn<OutgoingLine>[] = [
  timeColumn('time', (line) => line.at),
  text('message', (line) => line.id),
  text('receiver', (line) => line.receiverId),
  text('receiver_name', (line) => line.receiver),
  text('kind', (line) => line.kind),
  text('host', (line) => line.host),
  text('flow', (line) => line.flowId),
  text('click', (line) => line.clickId),
  text('lead', (line) => line.leadId),
  text('status', (line) => line.status),
  text('goal', (line) => line.goal),
  text('state', (line) => line.state),
  text('tries', (line) => number(line.tries)),
  text('http', (line) => number(line.http)),
  text('error', (line) => line.error),
  text('took_ms', (line) => number(line.tookMs)),
  flagColumn('test', (line) => line.test),
  text('caused_by', (line) => line.logId),
  text('repeats', (line) => line.resendOf),
];
