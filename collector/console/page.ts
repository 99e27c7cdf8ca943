import type { VNode } from 'preact';
import type { User } from '../storage/accounts.ts';

/** What a page may go by. */
export interface PageRequest {
  readonly user: User;
  /** The parts of the path that the route names. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

export type Section = 'logs' | 'leads' | 'flows' | 'rates';

/** What is shown between the console's head and foot. */
export interface View {
  readonly title: string;
  readonly section: Section | null;
  /** The page loads itself anew after so many seconds. */
  readonly refreshS?: number;
  readonly body: VNode;
}

/**
 * A page of a signed-in user. Null where there is nothing to show: whatever is unknown, malformed or another
 * account's looks the same from outside.
 */
export type Page = (request: PageRequest) => Promise<View | null>;
