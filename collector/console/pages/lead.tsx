import type { Knex } from 'knex';
import { readClickId } from '../../pipeline/click-id.ts';
import type { Click, Lead } from '../../pipeline/lead.ts';
import { findClick } from '../../storage/clicks.ts';
import { findLead, listHistory } from '../../storage/leads.ts';
import { Marks, StatusBadge } from '../components/badge.tsx';
import { Changes } from '../components/changes.tsx';
import { Facts } from '../components/facts.tsx';
import { Foreign, ForeignLink } from '../components/foreign.tsx';
import { ClickLink } from '../components/links.tsx';
import { CHANNEL_NAMES } from '../components/log-columns.tsx';
import { Money } from '../components/money.tsx';
import { Time } from '../components/time.tsx';
import type { Page } from '../page.ts';

type History = Awaited<ReturnType<typeof listHistory>>;

/** `/console/leads/CLICK/LEAD`: a lead with all its fields, its click and what happened to it. */
export function createLeadPage({ knex }: { readonly knex: Knex }): Page {
  return async ({ user, params }) => {
    const clickId = readClickId(params.click ?? '');
    const id = readClickId(params.lead ?? '');
    if (!clickId || !id) return null;
    const lead = await findLead(knex, user.accountId, clickId, id);
    if (!lead) return null;
    const [click, history] = await Promise.all([
      findClick(knex, user.accountId, clickId),
      listHistory(knex, lead),
    ]);
    const body = <LeadPage lead={lead} click={click} history={history} />;
    return { title: lead.name || 'Lead', section: 'leads', body };
  };
}

function LeadPage({ lead, click, history }: { lead: Lead; click: Click | null; history: History }) {
  return (
    <>
      <p class="crumb">
        <a href="/console/leads">Leads</a> /
      </p>
      <h1>
        <span class="badges">
          <Foreign text={lead.name || 'Lead'} /> <StatusBadge status={lead.status} />
          <Marks test={lead.test} />
        </span>
      </h1>
      <div class="columns">
        <div>
          <LeadFacts lead={lead} />
          <Meta meta={lead.meta} />
          <section>
            <h2>History</h2>
            <HistoryList history={history} />
          </section>
        </div>
        <aside>{click && <ClickFacts click={click} />}</aside>
      </div>
    </>
  );
}

const text = (value: string | null) => value && <Foreign text={value} />;

function LeadFacts({ lead }: { lead: Lead }) {
  return (
    <section>
      <h2>Lead</h2>
      <Facts
        facts={[
          ['Payout', <Payout lead={lead} />],
          ['Status word', text(lead.statusWord)],
          ['UID', text(lead.uid)],
          ['Goal', text(lead.goal)],
          ['Flow', text(lead.flowId)],
          ['Name', text(lead.name)],
          ['Phone', text(lead.phone)],
          ['Email', text(lead.email)],
          ['Comment', text(lead.comment)],
          ['Geo', text(lead.geo)],
          ['IP', text(lead.ip)],
          ['Confirmed by a server', lead.confirmed ? 'yes' : 'not yet'],
          ['Created, UTC', <Time at={lead.createdAt} />],
          ['Changed, UTC', <Time at={lead.updatedAt} />],
          ['Lead ID', <span class="id">{lead.id}</span>],
        ]}
      />
    </section>
  );
}

/** The amount, and where it was converted what the network sent. */
function Payout({ lead }: { lead: Lead }) {
  return (
    <>
      <Money {...lead} />
      {lead.sentPrice !== null && (
        <span class="soft">
          {' from '}
          <Money price={lead.sentPrice} currency={lead.sentCurrency} />
          {` at ${lead.rate}`}
        </span>
      )}
    </>
  );
}

function Meta({ meta }: { meta: Lead['meta'] }) {
  const fields = Object.entries(meta);
  if (fields.length === 0) return null;
  return (
    <section>
      <h2>Custom fields</h2>
      <table class="pairs">
        <tbody>
          {fields.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">
                <Foreign text={name} />
              </th>
              <td>
                <Foreign text={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function HistoryList({ history }: { history: History }) {
  return (
    <ol class="history">
      {history.map(({ at, who, changes, logId }) => (
        <li key={logId}>
          <p class="soft">
            <Time at={at} /> · {CHANNEL_NAMES[who]} · <a href={`/console/logs/${logId}`}>postback</a>
          </p>
          <Changes changes={changes} />
        </li>
      ))}
    </ol>
  );
}

const SOURCES: Readonly<Record<Click['source'], string>> = {
  link: 'tracking link',
  page: 'landing page',
  flow: 'none: the network named a flow',
};

function ClickFacts({ click }: { click: Click }) {
  return (
    <section>
      <h2>Click</h2>
      <Facts
        facts={[
          ['Click ID', <ClickLink id={click.id} full />],
          ['Time, UTC', <Time at={click.createdAt} />],
          ['Came by', SOURCES[click.source]],
          ['Page', click.url && <ForeignLink url={click.url} />],
          ['Referrer', click.referrer && <ForeignLink url={click.referrer} />],
          ...Object.entries(click.tags).map(([name, value]) => [name, text(value)] as const),
          ['IP', text(click.ip)],
          ['Geo', text(click.geo)],
          ['Browser', text(click.userAgent)],
        ]}
      />
    </section>
  );
}
