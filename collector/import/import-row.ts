import { gatherParameters } from '../http/parameters/read-parameters.ts';
import { cleanText } from '../pipeline/clean-text.ts';
import type { Postback } from '../pipeline/postback.ts';

export interface ImportOptions {
  /** Whose file it is; the person's session or key has proved it. */
  readonly accountId: string;
  readonly now: Date;
  readonly newId: () => string;
  /** Only tell what would change. */
  readonly dry: boolean;
  /** Change leads, and tell no receiver of it. */
  readonly isQuiet: boolean;
}

const MAX_BODY = 64 * 1024;

/** One row of a CSV file as a postback: its columns are parameters, `meta[xxx]` included. It may do what a server may. */
export function importRow(row: Readonly<Record<string, string>>, options: ImportOptions): Postback {
  const { accountId, now, newId, dry, isQuiet } = options;
  const { id: _token, key: _key, ...cells } = row;
  const pairs = Object.entries({ ...cells, ...(dry ? { dry: '1' } : {}) });
  const parameters = gatherParameters([
    { pairs: pairs.map(([name, value]) => ({ name: name.trim(), value, undecoded: null })), cut: false },
  ]);
  return {
    id: newId(),
    receivedAt: now,
    channel: 'import',
    purpose: 'lead',
    format: 'json',
    credentials: { accountId },
    isQuiet,
    parameters,
    caller: { ip: '', userAgent: '', referrer: '', origin: '' },
    request: {
      method: 'IMPORT',
      path: '',
      query: '',
      headers: {},
      body: cleanText(JSON.stringify(cells), MAX_BODY).text,
    },
  };
}
