import type { Knex } from 'knex';
import {
  changeWithoutContact,
  clickWithoutContact,
  leadWithoutContact,
  lineWithoutContact,
} from '../../people/without-contact.ts';
import { readClickId } from '../../pipeline/click-id.ts';
import type { Click, Lead } from '../../pipeline/lead.ts';
import type { Remark } from '../../pipeline/postback.ts';
import { findClick } from '../../storage/clicks.ts';
import type { KeysetPage } from '../../storage/keyset.ts';
import { type LeadNote, listNotes } from '../../storage/lead-notes.ts';
import { type HistoryShown, listHistory, listLeads } from '../../storage/leads.ts';
import { findLogEntry, type LogLine, listLog } from '../../storage/log.ts';
import { listOutgoing, type OutgoingLine } from '../../storage/outgoing.ts';
import { Marks, StatusBadge } from '../components/badge.tsx';
import { ClickFacts } from '../components/click-facts.tsx';
import { Foreign } from '../components/foreign.tsx';
import { Notice } from '../components/form.tsx';
import { LeadFacts, LeadMeta } from '../components/lead-facts.tsx';
import { LeadHistory } from '../components/lead-history.tsx';
import { LeadNotes } from '../components/lead-notes.tsx';
import { LeadTable } from '../components/lead-table.tsx';
import { leadPath } from '../components/links.tsx';
import { logColumns } from '../components/log-columns.tsx';
import { Messages } from '../components/messages.tsx';
import { Sentence } from '../components/sentence.tsx';
import { Table } from '../components/table.tsx';
import { leadOf } from '../lead-of.ts';
import type { Page, PageRequest } from '../page.ts';
import { useReader } from '../reader.tsx';

const MAX_POSTBACKS = 20;
const MAX_MESSAGES = 20;
const MAX_OTHERS = 20;

interface LeadPageProps {
  readonly lead: Lead;
  readonly click: Click | null;
  readonly history: readonly HistoryShown[];
  readonly notes: readonly LeadNote[];
  readonly postbacks: readonly LogLine[];
  /** What receivers were told of it. */
  readonly messages: KeysetPage<OutgoingLine>;
  /** Other leads of its click. */
  readonly others: readonly Lead[];
  /** What a person should know of the edit that was just made; null where none was. */
  readonly saved: readonly Remark[] | null;
}

/** `/console/leads/CLICK/LEAD`: a lead with all its fields, its click and what happened to it. */
export function createLeadPage({ knex }: { readonly knex: Knex }): Page {
  return async (request) => {
    const lead = await leadOf(knex, request);
    if (!lead) return null;
    const { user, reader, text } = request;
    const { clickId } = lead;
    const [click, history, postbacks, messages, others, notes, saved] = await Promise.all([
      findClick(knex, user.accountId, clickId),
      listHistory(knex, lead),
      listLog(knex, user, { clickId, leadId: lead.id }, MAX_POSTBACKS),
      listOutgoing(knex, user.accountId, { clickId, leadId: lead.id }, MAX_MESSAGES),
      listLeads(knex, user.accountId, { clickId }, MAX_OTHERS),
      reader.may('contact') ? listNotes(knex, lead) : [],
      findSaved(knex, request),
    ]);
    const known: LeadPageProps = {
      ...{ lead, click, history, messages, notes, saved },
      postbacks: postbacks.items,
      others: others.items.filter(({ id }) => id !== lead.id),
    };
    const shown = reader.may('contact') ? known : withoutContact(known);
    return { title: shown.lead.name || text('Lead'), section: 'leads', body: <LeadPage {...shown} /> };
  };
}

function withoutContact(known: LeadPageProps): LeadPageProps {
  return {
    ...known,
    lead: leadWithoutContact(known.lead),
    click: known.click && clickWithoutContact(known.click),
    history: known.history.map((line) => ({ ...line, changes: line.changes.map(changeWithoutContact) })),
    postbacks: known.postbacks.map(lineWithoutContact),
    others: known.others.map(leadWithoutContact),
  };
}

/** The warnings of the edit that the address names. They quote what was typed. */
async function findSaved(
  knex: Knex,
  { user, reader, query }: PageRequest,
): Promise<readonly Remark[] | null> {
  const id = readClickId(query.get('saved') ?? '');
  const entry = id && reader.may('contact') ? await findLogEntry(knex, user, id) : null;
  return entry?.remarks.filter(({ warning }) => warning !== undefined) ?? null;
}

function LeadPage(props: LeadPageProps) {
  const { lead, click, history, notes, postbacks, messages, others, saved } = props;
  const { text, may } = useReader();
  const path = leadPath(lead.clickId, lead.id);
  return (
    <>
      <p class="crumb">
        <a href="/console/leads">{text('Leads')}</a> /
      </p>
      <div class="lead-head">
        <h1>
          <span class="badges">
            <Foreign text={lead.name || text('Lead')} /> <StatusBadge status={lead.status} />
            <Marks test={lead.test} />
          </span>
        </h1>
        {may('edit') && (
          <a class="button" href={`${path}/edit`}>
            {text('Edit')}
          </a>
        )}
      </div>
      {saved && <Saved remarks={saved} />}
      <div class="columns">
        <div>
          <LeadFacts lead={lead} />
          <LeadMeta meta={lead.meta} />
          <LeadHistory history={history} />
        </div>
        <aside>
          {may('contact') && <LeadNotes path={path} notes={notes} />}
          {click && <ClickFacts click={click} />}
        </aside>
      </div>
      {postbacks.length > 0 && (
        <section>
          <h2>{text('Postbacks of this lead')}</h2>
          <Table
            caption={text('Postbacks of this lead')}
            columns={logColumns}
            rows={postbacks}
            keyOf={({ id }) => id}
          />
        </section>
      )}
      <Messages page={messages} title="Messages about this lead" filter={{ lead: lead.id }} />
      {others.length > 0 && (
        <section>
          <h2>{text('Other leads of this click')}</h2>
          <LeadTable caption={text('Other leads of this click')} leads={others} />
        </section>
      )}
    </>
  );
}

/** What became of the edit, with what was not taken as it was typed. */
function Saved({ remarks }: { remarks: readonly Remark[] }) {
  const { text } = useReader();
  return (
    <>
      <Notice>{text('Saved.')}</Notice>
      {remarks.length > 0 && (
        <section class="note">
          {remarks.map(({ says }) => (
            <p key={says}>
              <Sentence text={says} />
            </p>
          ))}
        </section>
      )}
    </>
  );
}
