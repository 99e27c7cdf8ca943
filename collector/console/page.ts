import type { VNode } from 'preact';
import type { User } from '../storage/accounts.ts';
import type { Reader } from './reader.tsx';
import type { SignedIn } from './session.ts';
import type { Text } from './text/text.ts';

/** What a page may go by. */
export interface PageRequest {
  readonly user: User;
  /** By which they are signed in. */
  readonly session: SignedIn['session'];
  /** The same person: language, time zone, currency, and what they may see. */
  readonly reader: Reader;
  /** Phrases in the reader's language. */
  readonly text: Text;
  /** The parts of the path that the route names. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

export type Section = 'overview' | 'logs' | 'leads' | 'clicks' | 'flows' | 'settings' | 'help';

/** What is shown between the console's head and foot. */
export interface View {
  /** In the reader's language. */
  readonly title: string;
  readonly section: Section | null;
  /** The page loads itself anew after so many seconds. */
  readonly refreshS?: number;
  /** It does so only without JavaScript: the script brings what is new. */
  readonly isLive?: boolean;
  readonly body: VNode;
}

/**
 * A page of a signed-in user. Null where there is nothing to show: whatever is unknown, malformed or another
 * account's looks the same from outside.
 */
export type Page = (request: PageRequest) => Promise<View | null>;
