import { gatherParameters } from '../http/parameters/read-parameters.ts';
import { cleanText } from '../pipeline/clean-text.ts';
import type { Lead } from '../pipeline/lead.ts';
import { EDITED_BY, type Postback, type Status } from '../pipeline/postback.ts';

export interface EditOptions {
  /** Whose lead it is; the person's session or key has proved it. */
  readonly accountId: string;
  /** Who does it, as log and history name them: a login, or the name of an API key. */
  readonly by: string;
  readonly now: Date;
  readonly newId: () => string;
  /** Only tell what would change; it leaves no entry in the log. */
  readonly dry: boolean;
}

const MAX_BODY = 64 * 1024;

/** Each status in a list of its own, so that no mapping of flow or network reads a person's word otherwise. */
const OWN_WORD: Readonly<Record<Status, string>> = {
  new: 'stn',
  hold: 'sth',
  approve: 'sta',
  cancel: 'stc',
  trash: 'stt',
};

/**
 * What a person changes of a lead, as a postback: `changes` are parameters of the protocol, `meta[xxx]` included, and
 * an empty one is "not given". It may do what a server may, to this lead alone.
 */
export function editLead(
  lead: Pick<Lead, 'clickId' | 'id'>,
  changes: Readonly<Record<string, string>>,
  options: EditOptions,
): Postback {
  const { accountId, by, now, newId, dry } = options;
  const list = OWN_WORD[changes.status as Status];
  const values = {
    ...changes,
    ...(list ? { [list]: changes.status ?? '' } : {}),
    ...(dry ? { dry: '1' } : {}),
    click: lead.clickId,
  };
  const pairs = Object.entries(values).map(([name, value]) => ({ name, value, undecoded: null }));
  return {
    id: newId(),
    receivedAt: now,
    channel: 'manual',
    purpose: 'lead',
    leadId: lead.id,
    format: 'json',
    credentials: { accountId },
    parameters: gatherParameters([{ pairs, cut: false }]),
    caller: { ip: '', userAgent: '', referrer: '', origin: '' },
    request: {
      method: 'EDIT',
      path: '',
      query: '',
      headers: { [EDITED_BY]: by },
      body: cleanText(JSON.stringify(changes), MAX_BODY).text,
    },
  };
}
