import type { Spool } from '../spool/index.ts';
import { answerFor, describeAnswer } from './answer.ts';
import type { Decision } from './decision.ts';
import type { Directory } from './directory.ts';
import type { Outcome, Postback, Verdict } from './postback.ts';
import { namedClick, type Prepared, prepare, unprepared } from './prepare.ts';
import { readTemplate } from './read-template.ts';
import { refuse } from './refusal.ts';
import { packPostback } from './spooled-postback.ts';
import { readToken } from './token.ts';

/** What the pipeline needs of the spool. */
export type SpoolForPostbacks = Pick<Spool, 'append' | 'holds' | 'isEmpty'>;

export interface DetourOptions {
  readonly spool: SpoolForPostbacks;
  readonly secret: string;
  readonly directory: Directory;
  readonly mayLogStranger: (ip: string) => Promise<boolean>;
  readonly decideRefused: (prepared: Prepared) => Decision;
  /** Whether the secret is known to be that of the database. */
  readonly isSetUp: () => boolean;
}

/** The way by the disk, for postbacks that the database cannot take now. */
export interface Detour {
  /** Whether an earlier postback of its click is still on this way: it must not be overtaken. */
  mustFollow(postback: Postback): boolean;
  /** Keeps it on disk and says what to answer; null where the spool does not take it. */
  take(prepared: Prepared): Promise<Verdict | null>;
}

export function createDetour(options: DetourOptions): Detour {
  const { spool, secret, directory, mayLogStranger, decideRefused, isSetUp } = options;

  /** What can be refused without the database is refused at once; it is kept for the log alone. */
  async function refusedAlready(postback: Postback): Promise<Verdict | null> {
    if (isForged(postback, secret)) return decideRefused(await prepare(postback, directory, secret)).verdict;
    if (!postback.unreadable) return null;
    const { error = 'no-click', reason, hint } = postback.unreadable;
    return decideRefused({ ...unprepared(postback), refusal: refuse(error, reason, hint) }).verdict;
  }

  return {
    mustFollow(postback) {
      if (spool.isEmpty()) return false;
      const key = namedClick(unprepared(postback));
      return key !== null && spool.holds(key);
    },
    async take(prepared) {
      const { postback } = prepared;
      // Until then it may be a good one of another secret: its sender has to come again.
      if (isForged(postback, secret) && !isSetUp()) return null;
      const refused = await refusedAlready(postback);
      if (refused && isForged(postback, secret) && !(await mayLogStranger(postback.caller.ip)))
        return refused;
      const key = namedClick(prepared);
      const verdict = refused ?? queued(prepared, key);
      const payload = packPostback(postback, describeAnswer(verdict.answer), secret);
      try {
        await spool.append(payload, { id: postback.id, key, time: postback.receivedAt.getTime() });
        return verdict;
      } catch {
        // Full, or the disk refuses: its stats say so, and the sender comes again.
        return null;
      }
    },
  };
}

/** Tokens are computed, so whether one was ever issued here is known without the database. */
function isForged({ channel, credentials }: Postback, secret: string): boolean {
  return channel === 's2s' && readToken(credentials.token ?? '', secret) === null;
}

function queued({ postback, identity, flow }: Prepared, click: string | null): Verdict {
  const outcome: Outcome = {
    status: 'ok',
    result: 'queued',
    click: click ?? '',
    lead: null,
    leadStatus: null,
  };
  const reply = identity.reply || flow?.replyText || readTemplate(flow)?.reply || '';
  return { outcome, answer: answerFor(postback, outcome, reply, null), remarks: [], changes: [] };
}
