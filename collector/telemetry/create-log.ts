import pino, { type DestinationStream, type Logger } from 'pino';
import { logError } from './log-error.ts';

export interface LogOptions {
  /** A level of pino, or `silent`. */
  readonly level: string;
  /** Lines for people in place of JSON. */
  readonly isForPeople: boolean;
  readonly write: (text: string) => unknown;
}

/** The process's log: JSON lines, or on a terminal lines for people. What it holds of errors has no data of requests. */
export function createLog({ level, isForPeople, write }: LogOptions): Logger {
  const destination: DestinationStream = {
    write: (line) => void write(isForPeople ? forPeople(line) : `${escapeControls(line.trimEnd())}\n`),
  };
  return pino(
    { level, base: { pid: process.pid }, serializers: { err: (error) => logError(error) } },
    destination,
  );
}

/** `14:02:11 WARN  the database is away {"waiting":3}`, then what is known of the error. */
function forPeople(line: string): string {
  const { level, time, msg, pid: _, err, ...rest } = JSON.parse(line);
  const more = Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest)}`;
  const name = (pino.levels.labels[level] ?? '').toUpperCase().padEnd(5);
  const head = `${new Date(time).toTimeString().slice(0, 8)} ${name} ${msg ?? ''}${more}`;
  const tail = err ? [`    ${err.type}: ${err.message}`, ...String(err.stack ?? '').split('\n')] : [];
  return `${[head, ...tail].map(escapeControls).join('\n')}\n`;
}

/** Terminals obey them; JSON escapes only those below a space. */
function escapeControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
