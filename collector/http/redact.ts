import type { Parameters } from '../pipeline/postback.ts';
import { nameOf } from './parameters/form-pairs.ts';

const REDACTED = '[redacted]';

/** A postback token to the letter (see pipeline/token.ts), also in the middle of a word. */
const POSTBACK_TOKEN = /sk_[0-9a-z]{12}[0-9a-f]{40}/g;

/** What may be one of our tokens: postback tokens, also cut or mistyped ones, API keys. */
const LIKE_TOKEN = /\b(?:sk|ak)_[A-Za-z0-9_-]{8,}/g;

/** A pair of a form that has a value. */
const FORM_PAIR = /(?<=^|&)[^&=]*=[^&]*/g;

/** Without any of these no member of a JSON text is called `id`: most texts need not be taken to pieces, which is slow. */
const MAY_NAME_ID = /"id"|\\u00[67][0-9a-f]/i;

/** A JSON text in pieces: strings, signs, everything else. Broken JSON falls into pieces as well. */
const JSON_PIECE = /"(?:[^"\\]|\\.)*"?|[{}[\]:,]|[^\s"{}[\]:,]+|\s+/gs;

/** Takes tokens out of any text that only people read. What is not like a token stays to the letter. */
export function redactTokens(text: string): string {
  return text.replace(POSTBACK_TOKEN, REDACTED).replace(LIKE_TOKEN, REDACTED);
}

/**
 * Takes the postback token out of a query or form body: the value of every `id`, however its name is escaped and
 * whether or not it is a token at all (a mistyped one is nearly a token), and everything that looks like one.
 */
export function redactForm(raw: string): string {
  const redacted = raw.replace(FORM_PAIR, (pair) =>
    nameOf(pair) === 'id' ? `${pair.slice(0, pair.indexOf('=') + 1)}${REDACTED}` : pair,
  );
  return redactTokens(redacted);
}

/** The same for a body of any kind; `token` is the value that was read out of it, empty where none was. */
export function redactBody(text: string, token: string): string {
  const looksLikeForm = !/^\s*[{[]/.test(text) && !text.startsWith('--');
  const redacted = looksLikeForm ? redactForm(text) : redactTokens(redactJson(text));
  return token === '' ? redacted : redacted.replaceAll(token, REDACTED);
}

/**
 * Takes genuine tokens out of what was read: one in the wrong parameter (`click=TOKEN`) would turn up in hints, leads
 * and exports. Nothing else is touched: these values are stored as they were sent.
 */
export function redactParameters(parameters: Parameters): Parameters {
  const { values, meta, undecoded } = parameters;
  const holders = [...values, ...meta].filter(([name, text]) => holdsToken(name) || holdsToken(text));
  if (holders.length === 0) return parameters;
  const clean = (texts: ReadonlyMap<string, string>) =>
    new Map([...texts].map(([name, text]) => [redactExactly(name), redactExactly(text)]));
  const suspects = new Set(holders.flatMap(([name]) => [name, `meta[${name}]`]));
  return {
    ...parameters,
    values: clean(values),
    meta: clean(meta),
    // What a charset would make of these bytes is the token again.
    undecoded: new Map([...undecoded].filter(([name]) => !suspects.has(name))),
  };
}

function holdsToken(text: string): boolean {
  return text.includes('sk_') && redactExactly(text) !== text;
}

function redactExactly(text: string): string {
  return text.replace(POSTBACK_TOKEN, REDACTED);
}

/** Takes out the values of the outermost `id` members; one deeper inside is the sender's own. */
function redactJson(text: string): string {
  if (!MAY_NAME_ID.test(text)) return text;
  let depth = 0;
  let name = '';
  let isValue = false;
  return text.replace(JSON_PIECE, (piece) => {
    if (piece === '{' || piece === '[') depth += 1;
    else if (piece === '}' || piece === ']') depth -= 1;
    if (depth !== 1 || piece === ',') isValue = false;
    else if (piece === ':') isValue = true;
    else if (isValue && piece.trim() !== '' && piece !== ']' && piece !== '}')
      return name === 'id' ? `"${REDACTED}"` : piece;
    else if (piece.startsWith('"')) name = unescapeName(piece);
    return piece;
  });
}

/** `"\u0069d"` is `id` too. */
function unescapeName(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
