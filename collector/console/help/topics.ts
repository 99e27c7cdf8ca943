import type { Failure } from '../../outgoing/courier.ts';
import type { ErrorCode, Reason, Warning } from '../../pipeline/postback.ts';

/** Ways to bring leads in, each with a page of its own. */
export const WAYS = [
  'script-tag',
  'tag-manager',
  'wordpress',
  'hand-made-form',
  'server',
  'image-pixel',
] as const;
export type Way = (typeof WAYS)[number];

/** What else has to be explained. */
export const SUBJECTS = ['statuses', 'roles', 'sending'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Why a message did not arrive: the words of the log of what was sent. */
export type SendError = Failure | 'http' | 'refused' | 'gone' | 'unsure' | 'expired' | 'switched-off';

/** The pages of the help, by the last part of their address. A word may be a reason and a warning: hence the kinds. */
export type Topic =
  | `error-${ErrorCode}`
  | `reason-${Reason}`
  | `warning-${Warning}`
  | `sending-${SendError}`
  | Way
  | Subject;
