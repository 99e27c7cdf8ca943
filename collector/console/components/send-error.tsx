import type { ComponentChildren } from 'preact';
import { SENDING_EXPLAINED } from '../help/sending.ts';
import type { SendError } from '../help/topics.ts';
import { HelpLink } from './help-link.tsx';

/** What stands for why a message did not arrive, as a link to what happened and what to do. */
export function SendErrorLink({ error, children }: { error: string | null; children: ComponentChildren }) {
  if (error === null || !isSendError(error)) return <>{children}</>;
  return <HelpLink topic={`sending-${error}`}>{children}</HelpLink>;
}

function isSendError(error: string): error is SendError {
  return Object.hasOwn(SENDING_EXPLAINED, error);
}
