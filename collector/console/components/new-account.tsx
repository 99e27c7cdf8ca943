import { Say, useReader } from '../reader.tsx';
import { Foreign } from './foreign.tsx';

/** Tells a newcomer what to do next. */
export function NewAccount({ flows }: { flows: ReadonlyMap<string, string> }) {
  const { text, may } = useReader();
  const [first] = flows;
  return (
    <section class="empty">
      <h2>{text('Nothing has come yet')}</h2>
      {first && may('secrets') ? (
        <>
          <p>
            {text(
              'A flow has all that is to be copied: the tracking link, the tag for your page, the postback URL for the network. It shows what has arrived.',
            )}
          </p>
          <p>
            <a class="button" href={`/console/flows/${encodeURIComponent(first[0])}`}>
              <Say phrase="Set up {flow}" with={{ flow: <Foreign text={first[1]} /> }} />
            </a>
          </p>
        </>
      ) : first ? (
        <p>{text('As soon as somebody clicks, the figures are here.')}</p>
      ) : (
        <p>
          {text('Begin with a flow: a landing page and the network that pays for its leads.')}{' '}
          <a href="/console/flows/new">{text('Make a flow')}</a>
        </p>
      )}
    </section>
  );
}
