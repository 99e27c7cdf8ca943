import type { OutgoingAttempt, OutgoingDetail, StoredRequest } from '../../storage/outgoing.ts';
import { useReader, useText } from '../reader.tsx';
import { Badge } from './badge.tsx';
import { Foreign } from './foreign.tsx';
import { Took } from './outgoing-columns.tsx';
import { Body, Pairs, Pre, prettyJson } from './request.tsx';
import { useSentence } from './sentence.tsx';
import { Time } from './time.tsx';

/** A request as it is sent, but for the receiver's key, which is filled in only then. */
export function SentRequest({ request }: { request: StoredRequest }) {
  const text = useText();
  const { method, url, headers, body } = request;
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return (
    <section>
      <h2>{text('Request')}</h2>
      <p class="line">
        <strong>{method}</strong> <Foreign text={url} />
      </p>
      {request.erased && (
        <p class="soft">
          {text('What this message said about its buyer was erased, so it cannot be sent again.')}
        </p>
      )}
      {body !== '' && <Body text={body} type={type} />}
      {headers.length > 0 && (
        <>
          <h3>{text('Headers')}</h3>
          <Pairs pairs={headers} />
        </>
      )}
    </section>
  );
}

/** Each try, the last first. */
export function Attempts({ message: { attempts, state } }: { message: OutgoingDetail }) {
  const text = useText();
  return (
    <section>
      <h2>{text('Tries')}</h2>
      {attempts.length === 0 ? (
        <p class="soft">{state === 'waiting' ? text('None yet.') : text('None.')}</p>
      ) : (
        <ol class="attempts" reversed>
          {attempts.toReversed().map((attempt) => (
            <Attempt key={attempt.id} attempt={attempt} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Attempt({ attempt: { at, tookMs, http, error, answer } }: { attempt: OutgoingAttempt }) {
  const { text, may } = useReader();
  const inWords = useSentence();
  const isGood = error === null;
  return (
    <li>
      <p class="badges">
        <Time at={at} />
        <Badge tone={isGood ? 'good' : 'bad'}>{http === null ? (error ?? '–') : `HTTP ${http}`}</Badge>
        {http !== null && error !== null && error !== 'http' && <span class="soft">{error}</span>}
        <span class="soft">
          <Took ms={tookMs} />
        </span>
      </p>
      {may('contact') && answer !== '' && (
        // Where nobody answered, our own words say why.
        <Pre text={http === null ? inWords(answer) : prettyJson(answer)} />
      )}
      {may('contact') && answer === '' && <p class="soft">{text('The answer was empty.')}</p>}
    </li>
  );
}
