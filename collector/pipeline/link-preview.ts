import type { Postback } from './postback.ts';

/** The programs that fetch a link as soon as somebody pastes it into a chat or a post, by their own documentation. */
const PREVIEWERS =
  /\b(?:Slackbot|Slack-ImgProxy|TelegramBot|WhatsApp\/|facebookexternalhit|Twitterbot|Discordbot|SkypeUriPreview|LinkedInBot|vkShare|redditbot)/i;

/**
 * Whether a postback is only a chat's look at a pasted URL. It must not approve a lead. They always GET, and no
 * network calls itself so. A person who repeats such a request means it.
 */
export function isLinkPreview({ request, caller, replay }: Postback): boolean {
  return replay === undefined && request.method === 'GET' && PREVIEWERS.test(caller.userAgent);
}
