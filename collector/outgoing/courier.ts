import type { OutgoingRequest } from '../pipeline/sending/render-request.ts';
import type { Hindrance } from './where-to.ts';

/** One try to deliver a message. */
export interface Delivery {
  /** The ID of the message, the same at each try: `webhook-id` where it is signed. */
  readonly id: string;
  readonly request: OutgoingRequest;
  /** What `{secret}` stands for; null: nothing. */
  readonly secret: string | null;
  /** Whether the secret signs the request after Standard Webhooks. */
  readonly signs: boolean;
  /** It must not come twice: takes a new connection, on which nothing can get lost between two requests. */
  readonly isOnce?: boolean;
}

/** Why there is no answer, or none that was waited for to its end. */
export type Failure =
  | 'bad-url'
  | 'blocked'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'reset'
  | 'redirect'
  | 'secret';

/** What came of a try. */
export interface Reply {
  /** The status code; null where there was no answer. */
  readonly http: number | null;
  /** Null where there was an answer that is no redirect. */
  readonly failure: Failure | null;
  /** For a person: what happened, without anything secret. Empty where `failure` is null. */
  readonly explains: string;
  /** The beginning of the answer's body as text, at most 16 KiB, without our secret. */
  readonly answer: string;
  /** What `Retry-After` asks for, in milliseconds from now; null: nothing. */
  readonly retryAfterMs: number | null;
  /** Whether the receiver may have begun to work on it: false only where the request surely did not reach it. */
  readonly mayHaveArrived: boolean;
  readonly tookMs: number;
}

/** Delivers requests to where they may go, and nowhere else. Never rejects. */
export interface Courier {
  deliver(delivery: Delivery): Promise<Reply>;
  /**
   * For forms: why a URL would not be called, by what it says and by where its name leads now; null where it may be, and
   * where its name leads nowhere as yet. Each delivery looks again.
   */
  whyNot(url: string): Promise<Hindrance | null>;
  close(): Promise<void>;
}
