import type { Knex } from 'knex';
import type { Flow } from '../../pipeline/lead.ts';
import { listFlows } from '../../storage/flows.ts';
import { listSentTo, type SentTo } from '../../storage/outgoing-criteria.ts';
import { MAX_RESENT, planResend, type ResendPlan, resend } from '../../storage/resend.ts';
import type { Action } from '../action.ts';
import { Danger } from '../components/danger.tsx';
import { Hidden, Notice } from '../components/form.tsx';
import { LogTabs } from '../components/log-tabs.tsx';
import { OutgoingFilters } from '../components/outgoing-filters.tsx';
import type { Page } from '../page.ts';
import {
  OUTGOING_FILTERS,
  type OutgoingFilterShown,
  readOutgoingFilter,
  toOutgoingCriteria,
  toOutgoingQuery,
} from '../read-outgoing-filter.ts';
import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';

const PATH = '/console/outgoing/resend';

interface ResendDeps {
  readonly knex: Knex;
  readonly newId: () => string;
  readonly now: () => Date;
}

/** `/console/outgoing/resend`: how many messages that fit would be sent once more. */
export function createResendPage({ knex }: ResendDeps): Page {
  return async ({ user: { accountId }, reader, text, query }) => {
    const shown = readOutgoingFilter(query);
    const asked = toOutgoingCriteria(shown, reader);
    const filters = toOutgoingQuery(shown);
    const isAsked = filters.size > 0 && 'criteria' in asked;
    const [flows, receivers, plan] = await Promise.all([
      listFlows(knex, accountId),
      listSentTo(knex, accountId),
      isAsked ? planResend(knex, accountId, asked.criteria) : null,
    ]);
    const problem = 'problem' in asked ? asked.problem : null;
    const count = /^\d{1,9}$/.test(query.get('did') ?? '') ? Number(query.get('did')) : null;
    return {
      title: text('Send once more'),
      section: 'logs',
      body: <ResendPage {...{ shown, filters, flows, receivers, plan, problem, count }} />,
    };
  };
}

/** Sends what fits once more, the oldest first, and leads back to what still fits. */
export function createResendAllAction({ knex, newId, now }: ResendDeps): Action {
  return async ({ user: { accountId }, reader, field, audit }) => {
    const shown = readOutgoingFilter(
      new URLSearchParams(OUTGOING_FILTERS.map((name) => [name, field(name)])),
    );
    const filters = toOutgoingQuery(shown);
    const asked = toOutgoingCriteria(shown, reader);
    if (filters.size === 0 || 'problem' in asked) return { next: PATH };
    if (field('confirm') !== 'yes') return { next: `${PATH}?${filters}` };
    const { ids } = await planResend(knex, accountId, asked.criteria);
    const sent = await resend(knex, accountId, ids, { newId, now: now() });
    await audit('outgoing.resend-all', '', { ...Object.fromEntries(filters), count: String(sent.length) });
    filters.set('did', String(sent.length));
    return { next: `${PATH}?${filters}` };
  };
}

interface ResendPageProps {
  readonly shown: OutgoingFilterShown;
  readonly filters: URLSearchParams;
  readonly flows: readonly Flow[];
  readonly receivers: readonly SentTo[];
  /** Null where no filter is set, or a senseless one. */
  readonly plan: ResendPlan | null;
  readonly problem: Phrase | null;
  /** Of messages that were just sent once more. */
  readonly count: number | null;
}

function ResendPage({ shown, filters, flows, receivers, plan, problem, count }: ResendPageProps) {
  const text = useText();
  return (
    <>
      <LogTabs shown="outgoing" />
      <p class="crumb">
        <a href="/console/outgoing">{text('Outgoing messages')}</a> /
      </p>
      <h1>{text('Send once more')}</h1>
      {count !== null && (
        <Notice>
          {text('{n} messages go out once more.', { n: count })}{' '}
          <a href="/console/outgoing">{text('Look at them')}</a>
        </Notice>
      )}
      <OutgoingFilters
        path={PATH}
        shown={shown}
        active={filters.size > 0}
        flows={flows}
        receivers={receivers}
      />
      <Plan filters={filters} plan={plan} problem={problem} isDone={count !== null} />
    </>
  );
}

interface PlanProps extends Pick<ResendPageProps, 'filters' | 'plan' | 'problem'> {
  readonly isDone: boolean;
}

function Plan({ filters, plan, problem, isDone }: PlanProps) {
  const text = useText();
  if (plan === null || plan.ids.length === 0)
    return (
      <section class="empty">
        <p>
          {problem
            ? text(problem)
            : plan === null
              ? text('Say which messages are to be sent once more: set a filter first.')
              : isDone
                ? text('Nothing is left that fits.')
                : text('Nothing that fits can be sent once more.')}
        </p>
        <Rules />
      </section>
    );
  const { ids, hasMore } = plan;
  return (
    <section>
      <h2>{text('{n} messages would go out once more', { n: ids.length })}</h2>
      <Danger
        action={PATH}
        agree={text('I want the receivers to hear of these leads once more.')}
        button={
          hasMore ? text('Send the oldest {max} once more', { max: MAX_RESENT }) : text('Send all once more')
        }
      >
        <Hidden values={filters} />
      </Danger>
      {hasMore && (
        <p class="fine">{text('More than {max} fit; they go {max} at a time.', { max: MAX_RESENT })}</p>
      )}
      <Rules />
    </section>
  );
}

function Rules() {
  const text = useText();
  return (
    <p class="fine">
      {text(
        'The same requests go out as new messages, the oldest first. Left out are orders, which are looked at one by one; what was sent once more already; what has arrived, unless you filter by it; and receivers that are off.',
      )}
    </p>
  );
}
