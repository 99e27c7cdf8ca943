import type { OutgoingRequest } from '../../pipeline/sending/render-request.ts';
import type { Preview } from '../preview-receiver.ts';
import { Say, useReader, useText } from '../reader.tsx';
import type { ReceiverTest } from '../test-receiver.ts';
import { Badge } from './badge.tsx';
import { Problems } from './form.tsx';
import { leadPath, shortId } from './links.tsx';
import { Pre, prettyJson, Request } from './request.tsx';
import { Sentence } from './sentence.tsx';
import { Tick } from './tick.tsx';

interface PreviewProps {
  /** Of the receiver. */
  readonly path: string;
  readonly preview: Preview;
  /** As it was typed. */
  readonly lead: string;
  readonly isOrder: boolean;
  readonly problem?: string | undefined;
  readonly tested?: ReceiverTest | undefined;
}

/** What the receiver would be sent, of which lead, and a button that sends it. */
export function ReceiverPreview({ path, preview, lead, isOrder, problem, tested }: PreviewProps) {
  const { text, may } = useReader();
  return (
    <section id="preview">
      <h2>{text('Preview and test')}</h2>
      {tested && <TestOutcome test={tested} />}
      {problem !== undefined && <Problems problems={[problem]} />}
      {preview.isUnknown && <p class="problem">{text('There is no such lead: this is a made-up one.')}</p>}
      <p class="fine">
        <WhichLead preview={preview} />
      </p>
      <Sent request={preview.request} />
      {may('contact') && (
        <form class="row" action={`${path}#preview`}>
          <label>
            {text('Lead ID; «sample» is a made-up one')}
            <input name="lead" value={lead} placeholder={text('the newest')} autocomplete="off" />
          </label>
          <button type="submit" class="quiet">
            {text('Show')}
          </button>
        </form>
      )}
      <form class="fields" method="post" action={`${path}/test#preview`}>
        <input type="hidden" name="lead" value={lead} />
        {isOrder && (
          <Tick name="confirm" required>
            {text('I know that the network may take it for a real order.')}
          </Tick>
        )}
        <button type="submit">{text('Send test')}</button>
        <p class="fine">
          {text('Goes out at once as it is saved, with this lead. It is not repeated and changes no lead.')}
        </p>
      </form>
    </section>
  );
}

function WhichLead({ preview: { leadOf } }: { preview: Preview }) {
  const text = useText();
  if (leadOf === null) return <>{text('With a made-up lead:')}</>;
  const link = <a href={leadPath(leadOf.clickId, leadOf.id)}>{shortId(leadOf.id)}</a>;
  return <Say phrase="With the lead {lead}:" with={{ lead: link }} />;
}

/** A request as it goes out, but for the key. */
function Sent({ request: { method, url, headers, body } }: { request: OutgoingRequest }) {
  const [path = '', ...query] = url.split('?');
  const named = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
  return (
    <div class="sent">
      <Request request={{ method, path, query: query.join('?'), headers: named, body }} />
    </div>
  );
}

/** What came of a test, and what that means. */
function TestOutcome({ test: { reply, means, isGood, uid } }: { test: ReceiverTest }) {
  const text = useText();
  return (
    <div class={isGood ? 'notice' : 'alert'} role="status">
      <p class="badges">
        <Badge tone={isGood ? 'good' : 'bad'}>{reply.http ?? reply.failure}</Badge>
        <span class="soft">{text('{n} ms', { n: reply.tookMs })}</span>
        <strong>{text(means.phrase, means.values)}</strong>
      </p>
      {uid !== '' && <p>{text('Its ID of the lead: {uid}', { uid })}</p>}
      {reply.explains !== '' && (
        <p class="fine">
          <Sentence text={reply.explains} />
        </p>
      )}
      {reply.answer !== '' && <Pre text={prettyJson(reply.answer)} />}
    </div>
  );
}
