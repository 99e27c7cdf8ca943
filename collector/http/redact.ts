import { nameOf } from './parameters/form-pairs.ts';

const REDACTED = '[redacted]';

/** Our tokens wherever they stand: postback tokens, API keys. */
const TOKEN = /\b(?:sk|ak)_[A-Za-z0-9_-]{8,}/g;

/** The token parameter in a JSON body. */
const JSON_ID = /("id"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s,}\]]+)/g;

/** Takes tokens out of any text. What is not a token stays to the letter. */
export function redactTokens(text: string): string {
  return text.replace(TOKEN, REDACTED);
}

/**
 * Takes the postback token out of a query or form body: the value of every `id`, however its name is escaped and
 * whether or not it is a token at all (a mistyped one is nearly a token), and everything that looks like one.
 */
export function redactForm(raw: string): string {
  const parts = raw.split('&').map((part) => {
    const equals = part.indexOf('=');
    return equals >= 0 && nameOf(part) === 'id' ? `${part.slice(0, equals + 1)}${REDACTED}` : part;
  });
  return redactTokens(parts.join('&'));
}

/** The same for a body of any kind; `token` is the value that was read out of it, empty where none was. */
export function redactBody(text: string, token: string): string {
  const looksLikeForm = !/^\s*[{[]/.test(text) && !text.startsWith('--');
  const redacted = looksLikeForm ? redactForm(text) : redactTokens(text.replace(JSON_ID, `$1"${REDACTED}"`));
  return token === '' ? redacted : redacted.replaceAll(token, REDACTED);
}
