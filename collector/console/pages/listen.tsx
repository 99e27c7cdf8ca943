import type { Knex } from 'knex';
import { cleanText } from '../../pipeline/clean-text.ts';
import { findFlow, setListening } from '../../storage/flows.ts';
import { type LogDetail, listHeard } from '../../storage/log.ts';
import type { Action } from '../action.ts';
import { OutcomeBadge } from '../components/badge.tsx';
import { FlowHead, flowPath } from '../components/flow-head.tsx';
import { HelpLink } from '../components/help-link.tsx';
import { CHANNEL_NAMES, StatusReading, UidAndGoal } from '../components/log-columns.tsx';
import { Steps } from '../components/log-steps.tsx';
import { Sentence } from '../components/sentence.tsx';
import { Time } from '../components/time.tsx';
import type { Page } from '../page.ts';
import { Say, useText } from '../reader.tsx';
import { untilKnown } from '../until-known.ts';

const LISTEN_MS = 15 * 60 * 1000;
const REFRESH_S = 3;
const MAX_HEARD = 10;

interface ListenDeps {
  readonly knex: Knex;
  readonly now: () => Date;
}

/** `/console/flows/ID/listen`: what has come in since the flow listens, and how each of it was read. */
export function createListenPage({ knex, now }: ListenDeps): Page {
  return async ({ user, params, text }) => {
    const flow = await findFlow(knex, user.accountId, cleanText(params.id ?? '', 64).text);
    if (!flow) return null;
    const until = flow.listeningUntil;
    const since = until && new Date(until.getTime() - LISTEN_MS);
    const heard = since ? await listHeard(knex, user.accountId, flow.id, since, MAX_HEARD) : [];
    const isOn = until !== null && until > now();
    const body = <Listening flow={flow} until={isOn ? until : null} heard={heard} />;
    return {
      title: `${text('Listen')} · ${flow.name}`,
      section: 'flows',
      ...(isOn ? { refreshS: REFRESH_S } : {}),
      body,
    };
  };
}

/** Lets a flow listen for a quarter of an hour from now. */
export function createListenAction({ knex, now }: ListenDeps): Action {
  return async ({ user, params, audit }) => {
    const id = cleanText(params.id ?? '', 64).text;
    const until = new Date(now().getTime() + LISTEN_MS);
    if (!(await setListening(knex, user.accountId, id, until))) return null;
    await audit('flow.listen', id);
    await untilKnown();
    return { next: `/console/flows/${id}/listen` };
  };
}

export function createStopListening({ knex }: ListenDeps): Action {
  return async ({ user, params, audit }) => {
    const id = cleanText(params.id ?? '', 64).text;
    if (!(await setListening(knex, user.accountId, id, null))) return null;
    await audit('flow.stop', id);
    return { next: `/console/flows/${id}` };
  };
}

interface ListeningProps {
  readonly flow: { readonly id: string; readonly name: string };
  /** Null where it does not listen any more. */
  readonly until: Date | null;
  readonly heard: readonly LogDetail[];
}

function Listening({ flow, until, heard }: ListeningProps) {
  const text = useText();
  const path = flowPath(flow);
  return (
    <>
      <FlowHead flow={flow} tab="/listen" />
      <section class="narrow">
        <h2>{text(until ? 'Listening for the network’s test' : 'Not listening')}</h2>
        <p class="soft">
          {until ? (
            <Say
              phrase="Let the network send its test postback now: invented click IDs are read, too. Until {time}."
              with={{ time: <Time at={until} /> }}
            />
          ) : (
            text(
              'While a flow listens, tests of networks with invented click IDs are read as if they were its own.',
            )
          )}
        </p>
        <form class="actions-line" method="post" action={until ? `${path}/stop` : `${path}/listen`}>
          <button type="submit" class={until ? 'quiet' : undefined}>
            {text(until ? 'Stop' : 'Listen for 15 minutes')}
          </button>
        </form>
      </section>
      {until && heard.length === 0 && (
        <section class="empty">
          <p>{text('Nothing has come in yet. This page looks again every {n} seconds.', { n: REFRESH_S })}</p>
        </section>
      )}
      {heard.map((entry) => (
        <Heard key={entry.id} entry={entry} />
      ))}
    </>
  );
}

function Heard({ entry }: { entry: LogDetail }) {
  const text = useText();
  const { reason } = entry;
  return (
    <section>
      <h2 class="badges">
        <Time at={entry.receivedAt} />
        <span class="soft">{text(CHANNEL_NAMES[entry.channel])}</span>
        <StatusReading {...entry} />
        <UidAndGoal {...entry} />
        <a class="button" href={`/console/logs/${entry.id}`}>
          {text('Show')}
        </a>
      </h2>
      <Steps
        remarks={entry.remarks}
        outcome={
          <>
            <OutcomeBadge line={entry} /> {reason && <HelpLink topic={`reason-${reason}`}>{reason}</HelpLink>}
          </>
        }
      />
      {entry.hint && (
        <p class="soft">
          <Sentence text={entry.hint} />
        </p>
      )}
    </section>
  );
}
