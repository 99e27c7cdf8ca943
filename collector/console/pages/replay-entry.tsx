import type { Knex } from 'knex';
import { readClickId } from '../../pipeline/click-id.ts';
import type { Replayed, Replayer } from '../../replay/replay.ts';
import type { Action } from '../action.ts';
import { Changes } from '../components/changes.tsx';
import { Steps } from '../components/log-steps.tsx';
import { ReplayedOutcome } from '../components/replayed.tsx';
import { Time } from '../components/time.tsx';
import type { Page, View } from '../page.ts';

interface ReplayEntryDeps {
  readonly knex: Knex;
  readonly replayer: Replayer;
}

/** `/console/logs/ID/preview`: what a replay of this entry would do. Nothing is stored. */
export function createReplayPreview({ replayer }: ReplayEntryDeps): Page {
  return async ({ user, params }) => {
    const id = readClickId(params.id ?? '');
    const replayed = id && (await replayer.one(user.accountId, id, true));
    return replayed ? toView(replayed) : null;
  };
}

/** Replays an entry and leads on to the entry that this leaves in the log. */
export function createReplayAction({ replayer }: ReplayEntryDeps): Action {
  return async ({ user, params }) => {
    const id = readClickId(params.id ?? '');
    const replayed = id && (await replayer.one(user.accountId, id, false));
    if (!replayed) return null;
    const isLogged = replayed.outcome.status === 'ok' || replayed.outcome.error !== 'db';
    return isLogged ? { next: `/console/logs/${replayed.id}` } : { view: toView(replayed) };
  };
}

function toView(replayed: Replayed): View {
  return { title: 'Preview of a replay', section: 'logs', body: <Preview replayed={replayed} /> };
}

function Preview({ replayed }: { replayed: Replayed }) {
  const { entry, outcome, changes, remarks } = replayed;
  const path = `/console/logs/${entry.id}`;
  return (
    <>
      <p class="crumb">
        <a href="/console/logs">Postbacks</a> /{' '}
        <a href={path}>
          <Time at={entry.receivedAt} />
        </a>{' '}
        /
      </p>
      <h1>Preview of a replay</h1>
      <section class="actions">
        <form method="post" action={`${path}/replay`}>
          <button type="submit">Replay</button>
        </form>
        <p class="soft">This is what it would do with today’s set-up. Nothing is stored yet.</p>
      </section>
      <section>
        <h2>What would change</h2>
        {changes.length > 0 ? <Changes changes={changes} /> : <p class="soft">Nothing.</p>}
      </section>
      <section>
        <h2>How it would be decided</h2>
        <Steps remarks={remarks} outcome={<ReplayedOutcome outcome={outcome} />} />
        {outcome.status === 'error' && <p class="soft">{outcome.hint}</p>}
      </section>
    </>
  );
}
