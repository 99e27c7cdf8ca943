import type { Knex } from 'knex';
import type { ComponentChildren } from 'preact';
import { entryWithoutContact, lineWithoutContact } from '../../people/without-contact.ts';
import { readClickId } from '../../pipeline/click-id.ts';
import { isRepeatable } from '../../replay/repeat-request.ts';
import type { User } from '../../storage/accounts.ts';
import { findLogEntry, type LogDetail, type LogLine, listLog } from '../../storage/log.ts';
import { listCausedBy, type OutgoingLine } from '../../storage/outgoing.ts';
import { findSentWith, type SentWith } from '../../storage/sent-with.ts';
import { adviceFor } from '../advice.ts';
import { Marks, OutcomeBadge } from '../components/badge.tsx';
import { Changes } from '../components/changes.tsx';
import { Facts } from '../components/facts.tsx';
import { Foreign } from '../components/foreign.tsx';
import { HelpLink } from '../components/help-link.tsx';
import { ClickLink, FlowLink, leadPath } from '../components/links.tsx';
import { Channel, logColumns, StatusReading } from '../components/log-columns.tsx';
import { Steps } from '../components/log-steps.tsx';
import { MapStatus } from '../components/map-status.tsx';
import { Messages } from '../components/messages.tsx';
import { Pre, prettyJson, Request } from '../components/request.tsx';
import { SentWithWhat } from '../components/sent-with.tsx';
import { Sentence } from '../components/sentence.tsx';
import { Table } from '../components/table.tsx';
import { Time } from '../components/time.tsx';
import type { Page } from '../page.ts';

import { useReader, useText } from '../reader.tsx';

const MAX_OTHERS = 10;
const MAX_MESSAGES = 50;

/** `/console/logs/ID`, "Show": one postback, from the bytes that came to the answer that went, with every reason. */
export function createLogEntryPage({ knex }: { readonly knex: Knex }): Page {
  return async ({ user, reader, text, params }) => {
    const id = readClickId(params.id ?? '');
    const found = id && (await findLogEntry(knex, user, id));
    if (!found) return null;
    const { accountId, sentWith } = found;
    const [others, messages, sender] = await Promise.all([
      findOthers(knex, user, found),
      listCausedBy(knex, user.accountId, found, MAX_MESSAGES),
      accountId && sentWith ? findSentWith(knex, accountId, sentWith) : null,
    ]);
    const seesAll = reader.may('contact');
    const body = (
      <LogEntryPage
        entry={seesAll ? found : entryWithoutContact(found)}
        messages={messages}
        sentWith={sender}
        others={seesAll ? others : others.map(lineWithoutContact)}
      />
    );
    return { title: text('Postback'), section: 'logs', body };
  };
}

async function findOthers(knex: Knex, user: User, entry: LogDetail): Promise<LogLine[]> {
  if (!entry.clickId) return [];
  const { items } = await listLog(knex, user, { clickId: entry.clickId }, MAX_OTHERS + 1);
  return items.filter(({ id }) => id !== entry.id).slice(0, MAX_OTHERS);
}

interface LogEntryProps {
  readonly entry: LogDetail;
  /** What receivers were told because of it. */
  readonly messages: readonly OutgoingLine[];
  readonly sentWith: SentWith | null;
  readonly others: readonly LogLine[];
}

function LogEntryPage({ entry, messages, sentWith, others }: LogEntryProps) {
  const { text, may } = useReader();
  return (
    <>
      <p class="crumb">
        <a href="/console/logs">{text('Postbacks')}</a> /
      </p>
      <h1>
        <span class="badges">
          {text('Postback')} <OutcomeBadge line={entry} />
          <Marks test={entry.test} dry={entry.dry} />
        </span>
      </h1>
      <Verdict entry={entry} />
      {may('edit') && <Mend entry={entry} />}
      <div class="columns">
        <div>
          <section>
            <h2>{text('What was decided')}</h2>
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
            <h2>{text('What changed')}</h2>
            {entry.changes.length > 0 ? (
              <Changes changes={entry.changes} />
            ) : (
              <p class="soft">{text('Nothing.')}</p>
            )}
            {entry.dry && entry.changes.length > 0 && (
              <p class="soft">{text('A dry run: none of it was stored.')}</p>
            )}
          </section>
          {may('contact') ? <RequestAndAnswer entry={entry} /> : <NotShown />}
        </div>
        <EntryFacts entry={entry} sentWith={sentWith} />
      </div>
      <Messages page={{ items: messages }} title="What receivers were told" />
      {others.length > 0 && (
        <section>
          <h2>{text('Other postbacks of this click')}</h2>
          <Table
            caption={text('Other postbacks of this click, newest first')}
            columns={logColumns}
            rows={others}
            keyOf={({ id }) => id}
          />
        </section>
      )}
    </>
  );
}

function RequestAndAnswer({ entry: { request, answer } }: { entry: LogDetail }) {
  const text = useText();
  return (
    <>
      <section>
        <h2>{text('Request')}</h2>
        <Request request={request} />
      </section>
      <section>
        <h2>{text('Answer')}</h2>
        <p class="line">
          <strong>HTTP {answer.http}</strong>
        </p>
        <Pre text={prettyJson(answer.body)} />
      </section>
    </>
  );
}

function NotShown() {
  const text = useText();
  return (
    <section>
      <h2>{text('Request')}</h2>
      <p class="soft">
        {text(
          'Requests hold buyers’ data, which your role does not see; what was quoted from them is left out.',
        )}
      </p>
    </section>
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
          <HelpLink topic={`error-${entry.error}`}>{entry.error}</HelpLink>
          {entry.reason && (
            <>
              {' · '}
              <HelpLink topic={`reason-${entry.reason}`}>
                <strong>{entry.reason}</strong>
              </HelpLink>
            </>
          )}
          {entry.hint && (
            <>
              {': '}
              <Sentence text={entry.hint} />
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
  const text = useText();
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
            {text('Preview a replay')}
          </a>
          <form method="post" action={`${path}/replay`}>
            <button type="submit" class="quiet">
              {text('Replay')}
            </button>
          </form>
          <p class="soft">{text('Repeats this request with today’s set-up.')}</p>
        </section>
      )}
    </>
  );
}

function isTrouble({ error, settledBy }: LogDetail): boolean {
  return error !== null && error !== 'no-changes' && settledBy === null;
}

function EntryFacts({ entry, sentWith }: Pick<LogEntryProps, 'entry' | 'sentWith'>) {
  const { text, may } = useReader();
  const { clickId, leadId } = entry;
  const lead = clickId && leadId && (
    <a class="id" href={leadPath(clickId, leadId)}>
      {leadId}
    </a>
  );
  const facts: [string, ComponentChildren][] = [
    [text('Received'), <Time at={entry.receivedAt} />],
    [text('Account'), entry.accountId === null && text('nobody’s: only operators see this entry')],
    [
      text('From'),
      <>
        <Channel {...entry} />
        {entry.ip && `, ${entry.ip}`}
      </>,
    ],
    [
      text(sentWith?.kind === 'site-key' ? 'Site key' : 'Token'),
      sentWith && <SentWithWhat sentWith={sentWith} />,
    ],
    [text('Flow'), entry.flowId && (may('secrets') ? <FlowLink id={entry.flowId} /> : entry.flowId)],
    [text('Click'), clickId && <ClickLink id={clickId} full />],
    [text('Lead'), lead],
    [text('UID'), entry.uid && <Foreign text={entry.uid} />],
    [text('Goal'), entry.goal && <Foreign text={entry.goal} />],
    [text('Status'), (entry.statusWord || entry.leadStatus) && <StatusReading {...entry} />],
    [text('Repeats'), entry.replayOf && <EntryLink id={entry.replayOf} />],
    [text('Settled by'), entry.settledBy && <EntryLink id={entry.settledBy} />],
    [text('Took'), text('{ms} ms', { ms: entry.tookMs })],
    [text('Entry'), <span class="id">{entry.id}</span>],
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
