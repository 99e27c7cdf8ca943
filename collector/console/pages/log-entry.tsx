import type { Knex } from 'knex';
import type { ComponentChildren } from 'preact';
import { readClickId } from '../../pipeline/click-id.ts';
import { isRepeatable } from '../../replay/repeat-request.ts';
import type { User } from '../../storage/accounts.ts';
import { findLogEntry, type LogDetail, type LogLine, listLog } from '../../storage/log.ts';
import { adviceFor } from '../advice.ts';
import { Marks, OutcomeBadge } from '../components/badge.tsx';
import { Changes } from '../components/changes.tsx';
import { Facts } from '../components/facts.tsx';
import { Foreign } from '../components/foreign.tsx';
import { ClickLink, FlowLink, leadPath } from '../components/links.tsx';
import { CHANNEL_NAMES, logColumns, StatusReading } from '../components/log-columns.tsx';
import { Steps } from '../components/log-steps.tsx';
import { MapStatus } from '../components/map-status.tsx';
import { Pre, prettyJson, Request } from '../components/request.tsx';
import { Table } from '../components/table.tsx';
import { Time } from '../components/time.tsx';
import type { Page } from '../page.ts';
import { useText } from '../reader.tsx';

const MAX_OTHERS = 10;

/** `/console/logs/ID`, "Show": one postback, from the bytes that came to the answer that went, with every reason. */
export function createLogEntryPage({ knex }: { readonly knex: Knex }): Page {
  return async ({ user, params }) => {
    const id = readClickId(params.id ?? '');
    const entry = id && (await findLogEntry(knex, user, id));
    if (!entry) return null;
    const others = await findOthers(knex, user, entry);
    return { title: 'Postback', section: 'logs', body: <LogEntryPage entry={entry} others={others} /> };
  };
}

async function findOthers(knex: Knex, user: User, entry: LogDetail): Promise<LogLine[]> {
  if (!entry.clickId) return [];
  const { items } = await listLog(knex, user, { clickId: entry.clickId }, MAX_OTHERS + 1);
  return items.filter(({ id }) => id !== entry.id).slice(0, MAX_OTHERS);
}

function LogEntryPage({ entry, others }: { entry: LogDetail; others: readonly LogLine[] }) {
  return (
    <>
      <p class="crumb">
        <a href="/console/logs">Postbacks</a> /
      </p>
      <h1>
        <span class="badges">
          Postback <OutcomeBadge line={entry} />
          <Marks test={entry.test} dry={entry.dry} />
        </span>
      </h1>
      <Verdict entry={entry} />
      <Mend entry={entry} />
      <div class="columns">
        <div>
          <section>
            <h2>What was decided</h2>
            <Steps
              remarks={entry.remarks}
              outcome={
                <>
                  <OutcomeBadge line={entry} /> {entry.reason}
                </>
              }
            />
          </section>
          <section>
            <h2>What changed</h2>
            {entry.changes.length > 0 ? <Changes changes={entry.changes} /> : <p class="soft">Nothing.</p>}
            {entry.dry && entry.changes.length > 0 && <p class="soft">A dry run: none of it was stored.</p>}
          </section>
          <section>
            <h2>Request</h2>
            <Request request={entry.request} />
          </section>
          <section>
            <h2>Answer</h2>
            <p class="line">
              <strong>HTTP {entry.answer.http}</strong>
            </p>
            <Pre text={prettyJson(entry.answer.body)} />
          </section>
        </div>
        <EntryFacts entry={entry} />
      </div>
      {others.length > 0 && (
        <section>
          <h2>Other postbacks of this click</h2>
          <Table
            caption="Other postbacks of this click, newest first; times in UTC"
            columns={logColumns}
            rows={others}
            keyOf={({ id }) => id}
          />
        </section>
      )}
    </>
  );
}

/** The reason of a refusal and what to do; nothing where all went well. */
function Verdict({ entry }: { entry: LogDetail }) {
  const text = useText();
  const advice = adviceFor(entry);
  if (entry.error === null && advice.length === 0) return null;
  return (
    <section class={isTrouble(entry) ? 'alert' : 'note'}>
      {entry.error !== null && (
        <p>
          <strong>{entry.reason}</strong>
          {entry.hint && (
            <>
              {': '}
              <Foreign text={entry.hint} />
            </>
          )}
        </p>
      )}
      {advice.map((line) => (
        <p key={line}>{text(line)}</p>
      ))}
    </section>
  );
}

/** What can be done about it here and now. */
function Mend({ entry }: { entry: LogDetail }) {
  const isUnmapped = entry.warnings.includes('unmapped-status') && entry.flowId !== null;
  const isMine = entry.accountId !== null && ['s2s', 'pixel'].includes(entry.channel);
  const path = `/console/logs/${entry.id}`;
  return (
    <>
      {isUnmapped && entry.settledBy === null && (
        <MapStatus entryPath={path} word={entry.statusWord} flowId={entry.flowId ?? ''} />
      )}
      {isMine && isRepeatable(entry) && (
        <section class="actions">
          <a class="button" href={`${path}/preview`}>
            Preview a replay
          </a>
          <form method="post" action={`${path}/replay`}>
            <button type="submit" class="quiet">
              Replay
            </button>
          </form>
          <p class="soft">Repeats this request with today’s set-up.</p>
        </section>
      )}
    </>
  );
}

function isTrouble({ error, settledBy }: LogDetail): boolean {
  return error !== null && error !== 'no-changes' && settledBy === null;
}

function EntryFacts({ entry }: { entry: LogDetail }) {
  const { clickId, leadId } = entry;
  const lead = clickId && leadId && (
    <a class="id" href={leadPath(clickId, leadId)}>
      {leadId}
    </a>
  );
  const facts: [string, ComponentChildren][] = [
    ['Received, UTC', <Time at={entry.receivedAt} />],
    ['Account', entry.accountId === null && 'nobody’s: only operators see this entry'],
    ['From', `${CHANNEL_NAMES[entry.channel]}${entry.ip ? `, ${entry.ip}` : ''}`],
    ['Flow', entry.flowId && <FlowLink id={entry.flowId} />],
    ['Click', clickId && <ClickLink id={clickId} full />],
    ['Lead', lead],
    ['UID', entry.uid && <Foreign text={entry.uid} />],
    ['Goal', entry.goal && <Foreign text={entry.goal} />],
    ['Status', (entry.statusWord || entry.leadStatus) && <StatusReading {...entry} />],
    ['Repeats', entry.replayOf && <EntryLink id={entry.replayOf} />],
    ['Settled by', entry.settledBy && <EntryLink id={entry.settledBy} />],
    ['Took', `${entry.tookMs} ms`],
    ['Entry', <span class="id">{entry.id}</span>],
  ];
  return (
    <aside class="first">
      <section>
        <Facts facts={facts.filter(([, value]) => value)} />
      </section>
    </aside>
  );
}

function EntryLink({ id }: { id: string }) {
  return (
    <a class="id" href={`/console/logs/${id}`}>
      {id}
    </a>
  );
}
