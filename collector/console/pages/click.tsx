import type { Knex } from 'knex';
import { clickWithoutContact, leadWithoutContact, lineWithoutContact } from '../../people/without-contact.ts';
import { readClickId } from '../../pipeline/click-id.ts';
import type { Click, Lead } from '../../pipeline/lead.ts';
import { findClick } from '../../storage/clicks.ts';
import type { KeysetPage } from '../../storage/keyset.ts';
import { listLeads } from '../../storage/leads.ts';
import { type LogLine, listLog } from '../../storage/log.ts';
import { listOutgoing, type OutgoingLine } from '../../storage/outgoing.ts';
import { ClickFacts } from '../components/click-facts.tsx';
import { LeadTable } from '../components/lead-table.tsx';
import { shortId } from '../components/links.tsx';
import { logColumns } from '../components/log-columns.tsx';
import { Messages } from '../components/messages.tsx';
import { Table } from '../components/table.tsx';
import type { Page } from '../page.ts';
import { useReader } from '../reader.tsx';

const MAX_LEADS = 50;
const MAX_POSTBACKS = 20;
const MAX_MESSAGES = 20;

/**
 * `/console/clicks/CLICK`: a visit, its leads and its postbacks. Also of a click that is not known but that postbacks of
 * the account have named, such as a network's test: the log leads here.
 */
export function createClickPage({ knex }: { readonly knex: Knex }): Page {
  return async ({ user, reader, text, params }) => {
    const id = readClickId(params.click ?? '');
    if (!id) return null;
    const [click, leads, postbacks, messages] = await Promise.all([
      findClick(knex, user.accountId, id),
      listLeads(knex, user.accountId, { clickId: id }, MAX_LEADS),
      listLog(knex, user, { clickId: id }, MAX_POSTBACKS),
      listOutgoing(knex, user.accountId, { clickId: id }, MAX_MESSAGES),
    ]);
    if (!click && postbacks.items.length === 0) return null;
    const known = {
      ...{ id, click, messages },
      leads: leads.items,
      postbacks: postbacks.items,
      hasMore: postbacks.hasOlder,
    };
    const body = <ClickPage {...(reader.may('contact') ? known : withoutContact(known))} />;
    return { title: text('Click'), section: 'clicks', body };
  };
}

interface ClickPageProps {
  readonly id: string;
  /** Null where it is not known. */
  readonly click: Click | null;
  readonly leads: readonly Lead[];
  readonly postbacks: readonly LogLine[];
  /** What receivers were told of its leads. */
  readonly messages: KeysetPage<OutgoingLine>;
  /** There are more postbacks. */
  readonly hasMore: boolean;
}

function withoutContact(known: ClickPageProps): ClickPageProps {
  return {
    ...known,
    click: known.click && clickWithoutContact(known.click),
    leads: known.leads.map(leadWithoutContact),
    postbacks: known.postbacks.map(lineWithoutContact),
  };
}

function ClickPage({ id, click, leads, postbacks, messages, hasMore }: ClickPageProps) {
  const { text } = useReader();
  return (
    <>
      <p class="crumb">
        <a href="/console/clicks">{text('Clicks')}</a> /
      </p>
      <h1>
        {text('Click')} <span class="id">{shortId(id)}</span>
      </h1>
      {click ? (
        <ClickFacts click={click} isOwnPage />
      ) : (
        <section class="note">
          <p>{text('This click is not known here; postbacks have named it all the same.')}</p>
        </section>
      )}
      {leads.length > 0 && (
        <section>
          <h2>{text('Leads')}</h2>
          <LeadTable caption={text('Leads')} leads={leads} />
        </section>
      )}
      {postbacks.length > 0 && (
        <section>
          <h2>{text('Postbacks')}</h2>
          {hasMore && (
            <p class="above">
              <a href={`/console/logs?click=${id}`}>{text('All its postbacks')}</a>
            </p>
          )}
          <Table
            caption={text('Postbacks')}
            columns={logColumns}
            rows={postbacks}
            keyOf={(line) => line.id}
          />
        </section>
      )}
      <Messages page={messages} title="Messages about its leads" filter={{ click: id }} />
    </>
  );
}
