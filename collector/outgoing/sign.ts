import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/**
 * The headers of Standard Webhooks, with which a receiver can tell that a message is ours and how old it is. A secret
 * that begins with `whsec_` is base64, any other is taken as it is.
 */
export function signatureOf(secret: string, id: string, at: Date, body: string): [string, string][] {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : secret;
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return [
    ['webhook-id', id],
    ['webhook-timestamp', timestamp],
    ['webhook-signature', `v1,${signature}`],
  ];
}
