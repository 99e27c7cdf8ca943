import type { Credentials, LoggedAnswer, Parameters, Postback } from './postback.ts';
import { readToken } from './token.ts';

/** Raised when what is packed changes its shape: an older record is then still known for what it is. */
const VERSION = 1;

/** A postback as JSON holds it: without its token, and with what its sender was told. */
interface Packed extends Omit<Postback, 'receivedAt' | 'parameters' | 'replay' | 'spooled'> {
  readonly version: typeof VERSION;
  readonly receivedAt: string;
  readonly parameters: Omit<Parameters, 'values' | 'meta' | 'undecoded'> & {
    readonly values: readonly [string, string][];
    readonly meta: readonly [string, string][];
    /** Base64. */
    readonly undecoded: readonly [string, string][];
  };
  readonly answer: LoggedAnswer;
}

/** Writes a postback for the spool. The token is checked now, which needs no database, and only its ID is kept. */
export function packPostback(postback: Postback, answer: LoggedAnswer, secret: string): string {
  const { parameters, receivedAt, replay: _, spooled: __, ...rest } = postback;
  const packed: Packed = {
    ...rest,
    version: VERSION,
    receivedAt: receivedAt.toISOString(),
    credentials: withoutToken(postback.credentials, secret),
    parameters: {
      remarks: parameters.remarks,
      // Near-tokens are left in `id`: nothing behind the door reads it.
      values: [...parameters.values].filter(([name]) => name !== 'id'),
      meta: [...parameters.meta],
      undecoded: [...parameters.undecoded].map(([name, bytes]) => [
        name,
        Buffer.from(bytes).toString('base64'),
      ]),
    },
    answer,
  };
  return JSON.stringify(packed);
}

/** Reads what `packPostback` wrote. Throws where it is of another version. `now`: when it is taken out of the spool. */
export function unpackPostback(payload: Buffer, now: Date): Postback {
  const packed: Packed = JSON.parse(payload.toString('utf8'));
  if (packed.version !== VERSION) throw new Error('a postback in the spool was put there by another version');
  const { version: _, answer, receivedAt, parameters, ...rest } = packed;
  return {
    ...rest,
    receivedAt: new Date(receivedAt),
    parameters: {
      remarks: parameters.remarks,
      values: new Map(parameters.values),
      meta: new Map(parameters.meta),
      undecoded: new Map(parameters.undecoded.map(([name, bytes]) => [name, Buffer.from(bytes, 'base64')])),
    },
    spooled: { answer, until: now },
  };
}

/** What is no token of ours may be nearly one, or another collector's: only its kind is kept, for the hint. */
function withoutToken(credentials: Credentials, secret: string): Credentials {
  const { token, ...others } = credentials;
  if (token === undefined) return others;
  const tokenId = readToken(token, secret);
  if (tokenId !== null) return { ...others, tokenId };
  return { ...others, token: token.startsWith('pk_') ? 'pk_' : token && '[redacted]' };
}
