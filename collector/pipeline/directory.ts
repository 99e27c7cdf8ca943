import type { Rates } from './convert-money.ts';
import type { LiveFlow } from './sending/receiver.ts';

/** A postback token as the database knows it: nothing in it could be used to send one. */
export interface Token {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  /** Addresses and CIDR ranges it may be used from; empty means any. */
  readonly ipRanges: readonly string[];
}

/** The small tables that every postback needs: looked up by ID, cached by whoever implements it. */
export interface Directory {
  /** Null where the token is unknown or revoked. */
  token(id: string): Promise<Token | null>;
  flow(id: string): Promise<LiveFlow | null>;
  flowByKey(siteKey: string): Promise<LiveFlow | null>;
  /** The flow of an account that listens for a network's test; null where none does. */
  listening(accountId: string): Promise<LiveFlow | null>;
  /** The exchange rates of an account. */
  rates(accountId: string): Promise<Rates>;
}
