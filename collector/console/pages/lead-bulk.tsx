import type { Knex } from 'knex';
import { type Changed, MAX_AT_ONCE, setStatus } from '../../edit/set-status.ts';
import type { Lead } from '../../pipeline/lead.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { STATUSES, type Status } from '../../pipeline/postback.ts';
import { findLeads, listLeads } from '../../storage/leads.ts';
import { searchInTime } from '../../storage/time-limit.ts';
import type { Action, FormRequest } from '../action.ts';
import { StatusBadge } from '../components/badge.tsx';
import { Hidden, Notice } from '../components/form.tsx';
import { TooSlow } from '../components/too-slow.tsx';
import { VerdictTable } from '../components/verdicts.tsx';
import type { View } from '../page.ts';
import { LEAD_FILTERS, readLeadFilter, toLeadCriteria, toLeadQuery } from '../read-lead-filter.ts';
import { Say, useReader } from '../reader.tsx';

const PATH = '/console/leads/bulk';

interface BulkDeps {
  readonly knex: Knex;
  readonly pipeline: Pipeline;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Sets the status of many leads: first it shows what that would do, and once it is told so, does it. */
export function createBulkAction(deps: BulkDeps): Action {
  return async (request) => {
    const { user, text, field, audit } = request;
    const status = STATUSES.find((each) => each === field('to'));
    if (!status) return { next: '/console/leads' };
    const filters = toLeadQuery(readLeadFilter(asQuery(request)));
    const show = (body: View['body']) => ({
      view: { title: text('Set the status'), section: 'leads' as const, body },
      status: 200 as const,
    });
    const leads = await findMeant(deps.knex, request);
    if (!leads) return show(<TooSlow path="/console/leads" />);
    const isDone = field('confirm') === 'yes';
    const by = { accountId: user.accountId, by: user.login };
    const changed = await setStatus(leads, status, { ...deps, ...by, dry: !isDone });
    if (isDone) {
      const count = changed.filter(({ verdict }) => verdict.outcome.status === 'ok').length;
      await audit('leads.status', '', { status, leads: String(leads.length), changed: String(count) });
    }
    return show(<BulkPage {...{ status, filters, changed, isDone }} />);
  };
}

/** The leads that are ticked, or all that fit the filters; null where finding them takes too long. */
async function findMeant(knex: Knex, request: FormRequest): Promise<readonly Lead[] | null> {
  const { user, reader, field, fields } = request;
  if (field('scope') !== 'all') {
    const ticked = fields('lead').slice(0, MAX_AT_ONCE);
    const pairs = ticked.map((pair) => /^([0-9a-f]{32})\/([0-9a-f]{32})$/.exec(pair));
    return findLeads(
      knex,
      user.accountId,
      pairs.flatMap((pair) => (pair ? [[pair[1] ?? '', pair[2] ?? ''] as const] : [])),
    );
  }
  const criteria = toLeadCriteria(readLeadFilter(asQuery(request)), reader);
  if (!criteria) return [];
  const page = await searchInTime(knex, (inTime) => listLeads(inTime, user.accountId, criteria, MAX_AT_ONCE));
  return page?.items ?? null;
}

/** The filters stand in the form as they do in the address of the list. */
function asQuery({ field }: FormRequest): URLSearchParams {
  return new URLSearchParams(LEAD_FILTERS.map((name) => [name, field(name)]));
}

interface BulkPageProps {
  readonly status: Status;
  readonly filters: URLSearchParams;
  readonly changed: readonly Changed[];
  /** Else it is a preview. */
  readonly isDone: boolean;
}

function BulkPage({ status, filters, changed, isDone }: BulkPageProps) {
  const { text } = useReader();
  const count = changed.filter(({ verdict }) => verdict.outcome.status === 'ok').length;
  const back = `/console/leads?${filters}`;
  return (
    <>
      <p class="crumb">
        <a href={back}>{text('Leads')}</a> /
      </p>
      <h1>
        <span class="badges">
          {text('Set the status')} <StatusBadge status={status} />
        </span>
      </h1>
      {isDone && (
        <Notice>
          <Say phrase="{n} leads changed." n={count} />
        </Notice>
      )}
      {changed.length === 0 ? (
        <section class="empty">
          <p>
            {text('No lead was ticked.')} <a href={back}>{text('Back to the list')}</a>
          </p>
        </section>
      ) : (
        <>
          {!isDone && count > 0 && (
            <section class="actions">
              <form method="post" action={PATH}>
                <Hidden values={filters} />
                <input type="hidden" name="to" value={status} />
                <input type="hidden" name="confirm" value="yes" />
                {changed.map(({ lead }) => (
                  <input key={lead.id} type="hidden" name="lead" value={`${lead.clickId}/${lead.id}`} />
                ))}
                <button type="submit">
                  <Say phrase="Change {n} leads" n={count} />
                </button>
              </form>
              <p class="soft">{text('Nothing is changed yet: this is what would happen.')}</p>
            </section>
          )}
          <VerdictTable caption={text('Set the status')} changed={changed} />
        </>
      )}
    </>
  );
}
