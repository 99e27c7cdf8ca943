import type { Knex } from 'knex';
import {
  type AuditFilter,
  type ChainCheck,
  checkChain,
  type KeptAuditLine,
  listAudit,
} from '../../storage/audit.ts';
import type { KeysetPage } from '../../storage/keyset.ts';
import { listUsers } from '../../storage/users.ts';
import { Choice, Filters } from '../components/filters.tsx';
import { Foreign, Nothing } from '../components/foreign.tsx';
import { Notice, Problems } from '../components/form.tsx';
import { NothingFits } from '../components/nothing-fits.tsx';
import { Pager } from '../components/pager.tsx';
import { settingsView } from '../components/settings-frame.tsx';
import { type Column, Table } from '../components/table.tsx';
import { Time } from '../components/time.tsx';
import type { Page } from '../page.ts';
import { readKeyset } from '../read-filter.ts';
import { useText } from '../reader.tsx';

interface AuditPageDeps {
  readonly knex: Knex;
}

const PATH = '/console/settings/audit';
const PAGE_SIZE = 50;

/** `/console/settings/audit`: who did what, newest first; with `check`, whether lines were changed or cut out. */
export function createAuditPage({ knex }: AuditPageDeps): Page {
  return async ({ user, text, query }) => {
    const users = await listUsers(knex, user.accountId);
    const userId = users.find(({ id }) => id === query.get('user'))?.id;
    const action = /^[a-z.-]{1,40}$/.exec(query.get('action') ?? '')?.[0];
    const filter: AuditFilter = {
      ...readKeyset(query),
      ...(userId ? { userId } : {}),
      ...(action ? { action } : {}),
    };
    const body = (
      <AuditPage
        people={users.map(({ id, login }) => [id, login])}
        userId={userId ?? ''}
        action={action ?? ''}
        page={await listAudit(knex, user.accountId, filter, PAGE_SIZE)}
        check={query.has('check') ? await checkChain(knex, user.accountId) : null}
      />
    );
    return settingsView(text, 'audit', body);
  };
}

const COLUMNS: readonly Column<KeptAuditLine>[] = [
  { head: 'Time', kind: 'first', cell: ({ at }) => <Time at={at} /> },
  { head: 'Who', cell: ({ login }) => <Foreign text={login} /> },
  { head: 'IP', cell: ({ ip }) => ip ?? <Nothing /> },
  { head: 'Action', kind: 'plain', cell: ({ action }) => <code>{action}</code> },
  { head: 'Of what', cell: ({ object }) => (object ? <span class="id">{object}</span> : <Nothing />) },
  { head: 'Details', cell: ({ details }) => <Details details={details} /> },
];

function Details({ details }: Pick<KeptAuditLine, 'details'>) {
  const all = Object.entries(details)
    .map(([name, value]) => `${name}: ${value}`)
    .sort();
  return all.length > 0 ? <Foreign text={all.join('; ')} /> : <Nothing />;
}

interface AuditPageProps {
  readonly people: readonly (readonly [id: string, login: string])[];
  readonly userId: string;
  readonly action: string;
  readonly page: KeysetPage<KeptAuditLine>;
  /** Null: it was not asked for. */
  readonly check: ChainCheck | null;
}

function AuditPage({ people, userId, action, page, check }: AuditPageProps) {
  const text = useText();
  const filters = new URLSearchParams({
    ...(userId ? { user: userId } : {}),
    ...(action ? { action } : {}),
  });
  return (
    <>
      <h1>{text('Audit log')}</h1>
      <p class="lead">
        {text('Who changed what. Lines stay for good, and each holds a checksum of all before it.')}{' '}
        <a href={`${PATH}?check`}>{text('Check the chain')}</a>
      </p>
      {check && <Checked check={check} />}
      <Filters path={PATH} active={filters.size > 0}>
        <Choice name="user" label="Who" value={userId} options={people} />
        <label class="word">
          {text('Action')}
          <input name="action" value={action} placeholder="token.revoke" spellcheck={false} />
        </label>
      </Filters>
      {page.items.length > 0 ? (
        <Table caption={text('Audit log')} columns={COLUMNS} rows={page.items} keyOf={({ id }) => id} />
      ) : (
        <NothingFits path={PATH} isBadClick={false} />
      )}
      <Pager path={PATH} filters={filters} page={page} />
    </>
  );
}

function Checked({ check: { lines, brokenAt } }: { check: ChainCheck }) {
  const text = useText();
  if (brokenAt === null) return <Notice>{text('The chain is whole: {n} lines.', { n: lines })}</Notice>;
  return (
    <Problems
      problems={[
        text(
          'The chain is broken: before or in line {id} something was changed or cut out of the database.',
          {
            id: brokenAt.id,
          },
        ),
      ]}
    />
  );
}
