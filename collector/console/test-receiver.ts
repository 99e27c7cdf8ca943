import type { Courier, Failure, Reply } from '../outgoing/courier.ts';
import { readAnswer } from '../outgoing/read-answer.ts';
import type { OutgoingRequest } from '../pipeline/sending/render-request.ts';
import type { StoredReceiver } from '../storage/receivers.ts';
import type { Phrase } from './text/phrases.ts';
import type { Values } from './text/text.ts';

/** What came of a request that a person has sent to try a receiver. */
export interface ReceiverTest {
  readonly reply: Reply;
  readonly isGood: boolean;
  readonly means: { readonly phrase: Phrase; readonly values?: Values };
  /** Orders: what the network calls the lead; empty where it does not say. */
  readonly uid: string;
}

interface Sending {
  readonly courier: Courier;
  readonly id: string;
  readonly request: OutgoingRequest;
  /** Null: none. */
  readonly secret: string | null;
}

/** Delivers at once, past the queue and the log. */
export async function testReceiver(
  receiver: StoredReceiver,
  { courier, id, request, secret }: Sending,
): Promise<ReceiverTest> {
  const isOrder = receiver.kind === 'order';
  const reply = await courier.deliver({ id, request, secret, signs: receiver.signs, isOnce: isOrder });
  return { reply, ...(isOrder && reply.mayHaveArrived ? meansOrder(receiver, reply) : meansNews(reply)) };
}

const FAILURES: Readonly<Record<Failure, Phrase>> = {
  'bad-url': 'This is no URL that can be called.',
  blocked: 'This address must not be called.',
  dns: 'Its name leads nowhere: look for a typing error.',
  connect: 'Nothing listens there.',
  tls: 'Its certificate is not in order.',
  timeout: 'It did not answer in time.',
  reset: 'It broke the connection.',
  redirect: 'It redirects, and redirects are not followed: write the URL that it leads to.',
  secret: 'The key is missing: set it first.',
};

type Meaning = Omit<ReceiverTest, 'reply'>;

function meansOrder({ answer }: StoredReceiver, reply: Reply): Meaning {
  const found = readAnswer(answer, reply);
  switch (found.kind) {
    case 'accepted':
      return { isGood: true, means: { phrase: 'The network took the order.' }, uid: found.uid };
    case 'refused':
      return bad('The network refused the order: {reason}', { reason: found.reason });
    case 'again':
      return bad('The network did not take it; a real order would be tried again.');
    case 'unsure':
      return bad('Nobody can tell from this whether the network has it: look at the rules of its answer.');
  }
}

function meansNews({ http, failure }: Reply): Meaning {
  if (failure !== null) return bad(FAILURES[failure]);
  const status = http ?? 0;
  if (status < 300) return { isGood: true, means: { phrase: 'It has arrived.' }, uid: '' };
  if (status === 410) return bad('It wants nothing any more: a real message would switch the receiver off.');
  if (status >= 500 || [408, 425, 429].includes(status))
    return bad('It is busy or broken: a real message would be tried again for three days.');
  return bad('It refuses the request: compare URL, key and body with what it asks for.');
}

function bad(phrase: Phrase, values: Values = {}): Meaning {
  return { isGood: false, means: { phrase, values }, uid: '' };
}
