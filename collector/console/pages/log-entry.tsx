import type { Knex } from 'knex';
import { entryWithoutContact, lineWithoutContact } from '../../people/without-contact.ts';
import { readClickId } from '../../pipeline/click-id.ts';
import type { User } from '../../storage/accounts.ts';
import { findLogEntry, type LogDetail, type LogLine, listLog } from '../../storage/log.ts';
import { listCausedBy, type OutgoingLine } from '../../storage/outgoing.ts';
import { findSentWith, type SentWith } from '../../storage/sent-with.ts';
import { Marks, OutcomeBadge } from '../components/badge.tsx';
import { Changes } from '../components/changes.tsx';
import { EntryFacts } from '../components/entry-facts.tsx';
import { EntryMend } from '../components/entry-mend.tsx';
import { EntryVerdict } from '../components/entry-verdict.tsx';
import { logColumns } from '../components/log-columns.tsx';
import { Steps } from '../components/log-steps.tsx';
import { Messages } from '../components/messages.tsx';
import { Pre, prettyJson, Request } from '../components/request.tsx';
import { Table } from '../components/table.tsx';
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
      <EntryVerdict entry={entry} />
      {may('edit') && <EntryMend entry={entry} />}
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
