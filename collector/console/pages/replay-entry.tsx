import type { Knex } from 'knex';
import { readClickId } from '../../pipeline/click-id.ts';
import type { Replayed, Replayer } from '../../replay/replay.ts';
import type { Action } from '../action.ts';
import { Changes } from '../components/changes.tsx';
import { Steps } from '../components/log-steps.tsx';
import { ReplayedOutcome } from '../components/replayed.tsx';
import { Sentence } from '../components/sentence.tsx';
import { Time } from '../components/time.tsx';
import type { Page, View } from '../page.ts';
import { useText } from '../reader.tsx';
import type { Text } from '../text/text.ts';

interface ReplayEntryDeps {
  readonly knex: Knex;
  readonly replayer: Replayer;
}

/** `/console/logs/ID/preview`: what a replay of this entry would do. Nothing is stored. */
export function createReplayPreview({ replayer }: ReplayEntryDeps): Page {
  return async ({ user, text, params }) => {
    const id = readClickId(params.id ?? '');
    const replayed = id && (await replayer.one(user.accountId, id, true));
    return replayed ? toView(replayed, text) : null;
  };
}

/** Replays an entry and leads on to the entry that this leaves in the log. */
export function createReplayAction({ replayer }: ReplayEntryDeps): Action {
  return async ({ user, text, params, audit }) => {
    const id = readClickId(params.id ?? '');
    const replayed = id && (await replayer.one(user.accountId, id, false));
    if (!replayed) return null;
    await audit('replay.one', id);
    const isLogged = replayed.outcome.status === 'ok' || replayed.outcome.error !== 'db';
    return isLogged ? { next: `/console/logs/${replayed.id}` } : { view: toView(replayed, text) };
  };
}

function toView(replayed: Replayed, text: Text): View {
  return { title: text('Preview of a replay'), section: 'logs', body: <Preview replayed={replayed} /> };
}

function Preview({ replayed }: { replayed: Replayed }) {
  const text = useText();
  const { entry, outcome, changes, remarks } = replayed;
  const path = `/console/logs/${entry.id}`;
  return (
    <>
      <p class="crumb">
        <a href="/console/logs">{text('Postbacks')}</a> /{' '}
        <a href={path}>
          <Time at={entry.receivedAt} />
        </a>{' '}
        /
      </p>
      <h1>{text('Preview of a replay')}</h1>
      <section class="actions">
        <form method="post" action={`${path}/replay`}>
          <button type="submit">{text('Replay')}</button>
        </form>
        <p class="soft">{text('This is what it would do with today’s set-up. Nothing is stored yet.')}</p>
      </section>
      <section>
        <h2>{text('What would change')}</h2>
        {changes.length > 0 ? <Changes changes={changes} /> : <p class="soft">{text('Nothing.')}</p>}
      </section>
      <section>
        <h2>{text('How it would be decided')}</h2>
        <Steps remarks={remarks} outcome={<ReplayedOutcome outcome={outcome} />} />
        {outcome.status === 'error' && (
          <p class="soft">
            <Sentence text={outcome.hint} />
          </p>
        )}
      </section>
    </>
  );
}
