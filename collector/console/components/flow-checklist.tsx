import type { ComponentChildren } from 'preact';
import type { FlowProgress, Seen } from '../../storage/flow-progress.ts';
import { Say, useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { Marks } from './badge.tsx';
import { flowPath } from './flow-head.tsx';
import { HelpLink } from './help-link.tsx';
import { ClickLink, leadPath } from './links.tsx';
import { Time } from './time.tsx';

interface FlowChecklistProps {
  readonly flow: { readonly id: string };
  readonly progress: FlowProgress;
}

interface Item {
  readonly name: Phrase;
  readonly seen: Seen | null;
  /** What brings it about, and the step that tells how. */
  readonly todo: Phrase;
  readonly step: string;
}

/** What has arrived of a flow's set-up, and what is to be done for the rest. The script looks again by itself. */
export function FlowChecklist({ flow, progress }: FlowChecklistProps) {
  const text = useText();
  const items = listItems(progress);
  const isWhole = items.every(({ seen }) => seen !== null);
  const done = items.filter(({ seen }) => seen !== null).length;
  return (
    <section class="checklist" id="checklist" data-await={isWhole ? undefined : '3'}>
      <h2>
        {text('What has arrived')}{' '}
        <span class="soft">{text('{done} of {all}', { done, all: items.length })}</span>
      </h2>
      <ol aria-live="polite">
        {items.map((item) => (
          <li key={item.name} class={item.seen ? 'done' : undefined}>
            <span class="tick" aria-hidden="true" />
            <div>
              <p>
                <strong>
                  {item.seen ? text(item.name) : <a href={`#step-${item.step}`}>{text(item.name)}</a>}
                </strong>{' '}
                <span class="unseen">{text(item.seen ? 'done' : 'not yet')}</span>
              </p>
              {item.seen ? <When seen={item.seen} /> : <p class="fine">{text(item.todo)}</p>}
            </div>
          </li>
        ))}
      </ol>
      {progress.postback === null && progress.refused && <Refused refused={progress.refused} />}
      {isWhole ? (
        <p class="fine">{text('All of it works: clicks, leads and postbacks find each other.')}</p>
      ) : (
        <p class="fine">
          <a href={flowPath(flow)}>{text('Look again')}</a>
        </p>
      )}
    </section>
  );
}

function listItems({ linkClick, pageClick, pageLead, postback, approval }: FlowProgress): Item[] {
  return [
    {
      name: 'A visitor by the tracking link',
      seen: linkClick,
      step: 'ads',
      todo: 'Open the tracking link of step 2 yourself.',
    },
    {
      name: 'The script on your page',
      // A page that was reached by the tracking link has nothing to register: then its lead tells.
      seen: pageClick ?? pageLead,
      step: 'pages',
      todo: 'Put the script of step 3 on your page, then open the page itself, without the tracking link.',
    },
    {
      name: 'A lead from your page',
      seen: pageLead,
      step: 'lead',
      todo: 'Order on your page yourself. Where only the network knows of leads, this stays open.',
    },
    {
      name: 'A postback that was accepted',
      seen: postback,
      step: 'postbacks',
      todo: 'Give the network the URL of step 6, or send a postback with the tester.',
    },
    {
      name: 'The first approved lead',
      seen: approval,
      step: 'try',
      todo: 'The network says so when it has confirmed a lead; the tester can say it now.',
    },
  ];
}

function When({ seen }: { seen: Seen }) {
  const text = useText();
  const { at, clickId, leadId, logId, test } = seen;
  const links: ComponentChildren[] = [
    logId && <a href={`/console/logs/${logId}`}>{text('postback')}</a>,
    leadId ? <a href={leadPath(clickId, leadId)}>{text('lead')}</a> : <ClickLink id={clickId} />,
  ].filter(Boolean);
  return (
    <p class="fine">
      <Time at={at} /> {links.map((link) => [' · ', link])} <Marks test={test} />
    </p>
  );
}

function Refused({ refused }: { refused: NonNullable<FlowProgress['refused']> }) {
  const text = useText();
  const { at, logId, reason } = refused;
  return (
    <p class="warn">
      <Say
        phrase="A postback was refused at {time}: {reason}. {show}"
        with={{
          time: <Time at={at} />,
          reason: <HelpLink topic={`reason-${reason}`}>{reason}</HelpLink>,
          show: <a href={`/console/logs/${logId}`}>{text('See why')}</a>,
        }}
      />
    </p>
  );
}
