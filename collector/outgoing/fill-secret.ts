import { hostOf } from '../pipeline/sending/plan-sends.ts';
import { asHeader, type OutgoingRequest } from '../pipeline/sending/render-request.ts';
import type { Delivery } from './courier.ts';

const MACRO = '{secret}';

/** Puts a receiver's key where `{secret}` stands. Null where there is none to put there, or where it would go elsewhere. */
export function fillSecret({ request, secret }: Delivery): OutgoingRequest | null {
  const { method, url, headers, body } = request;
  const isAsked = [url, body, ...headers.map(([, value]) => value)].some((text) => text.includes(MACRO));
  if (!isAsked) return request;
  if (secret === null) return null;
  const filled = url.replaceAll(MACRO, () => inUrl(secret));
  // A key is for the receiver that the URL names: it does not choose another.
  if (hostOf(filled) !== hostOf(url)) return null;
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return {
    method,
    url: filled,
    headers: headers.map(([name, value]) => [name, value.replaceAll(MACRO, () => asHeader(secret))]),
    body: body.replaceAll(MACRO, () => inBody(secret, type)),
  };
}

/** Takes a key out of what is kept, in each form in which we may have sent it. */
export function hideSecret(text: string, secret: string | null): string {
  if (secret === null || secret === '') return text;
  const bare = secret.replace(/^whsec_/, '');
  const encoded = encodeURIComponent(secret);
  const small = encoded.replace(/%../g, (byte) => byte.toLowerCase());
  const sent = [secret, bare, inUrl(secret), encoded, small, inJson(secret), asHeader(secret)];
  // Whoever answers with what they got may well do it in JSON, and PHP's has \/ for each slash.
  const forms = new Set([...sent, ...sent.map(inJson), ...sent.map(inPhpJson)]);
  let hidden = text;
  for (const form of forms) if (form !== '') hidden = hidden.replaceAll(form, MACRO);
  return hidden;
}

/** Colons may stand in a path, and bots' tokens have one. */
function inUrl(secret: string): string {
  return encodeURIComponent(secret).replaceAll('%3A', ':');
}

function inJson(secret: string): string {
  return JSON.stringify(secret).slice(1, -1);
}

function inPhpJson(secret: string): string {
  return inJson(secret).replaceAll('/', '\\/');
}

function inBody(secret: string, type: string): string {
  if (/\bjson\b/i.test(type)) return inJson(secret);
  return type.startsWith('application/x-www-form-urlencoded') ? encodeURIComponent(secret) : secret;
}
