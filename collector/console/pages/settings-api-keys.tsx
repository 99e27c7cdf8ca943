import type { Knex } from 'knex';
import { randomText } from '../../ids.ts';
import { type ApiKeyLine, addApiKey, listApiKeys, revokeApiKey, SCOPES } from '../../storage/api-keys.ts';
import type { Action } from '../action.ts';
import { Danger } from '../components/danger.tsx';
import { Field } from '../components/field.tsx';
import { Foreign, Nothing } from '../components/foreign.tsx';
import { Notice, Problems } from '../components/form.tsx';
import { settingsView } from '../components/settings-frame.tsx';
import { ShownOnce } from '../components/shown-once.tsx';
import { type Column, Table } from '../components/table.tsx';
import { Tick } from '../components/tick.tsx';
import { Time } from '../components/time.tsx';
import type { Page, PageRequest, View } from '../page.ts';
import { useText } from '../reader.tsx';

interface ApiKeysDeps {
  readonly knex: Knex;
}

const PATH = '/console/settings/api-keys';

/** `/console/settings/api-keys`: keys for people's own programs. */
export function createApiKeysPage(deps: ApiKeysDeps): Page {
  return (request) => keysView(deps, request, { name: '', scopes: [], problems: [] });
}

/** Makes a key and shows it this once. */
export function createAddApiKey(deps: ApiKeysDeps): Action {
  return async (request) => {
    const { user, text, field, fields, audit } = request;
    const name = field('name').trim();
    const ticked = fields('scope');
    const scopes = SCOPES.filter((scope) => ticked.includes(scope));
    const problems = [
      ...(name === '' || name.length > 100 ? [text('Give it a name of at most 100 characters.')] : []),
      ...(scopes.length === 0 ? [text('Tick what the key may do.')] : []),
    ];
    if (problems.length > 0) return { view: await keysView(deps, request, { name, scopes, problems }) };
    const id = randomText(12);
    const secret = await addApiKey(deps.knex, { id, accountId: user.accountId, name, scopes });
    await audit('api-key.add', id, { name, scopes: scopes.join(' ') });
    const body = (
      <ShownOnce
        title={name}
        says={text('The key is made. Programs send it as «Authorization: Bearer …».')}
        label={text('API key')}
        secret={secret}
        back={PATH}
        backLabel={text('API keys')}
      />
    );
    return { status: 200, view: settingsView(text, 'apiKeys', body, name) };
  };
}

/** `/console/settings/api-keys/ID`: asks before a key is revoked. */
export function createApiKeyPage({ knex }: ApiKeysDeps): Page {
  return async ({ user, text, params }) => {
    const key = (await listApiKeys(knex, user.accountId)).find(({ id }) => id === params.key);
    return key ? settingsView(text, 'apiKeys', <ApiKeyPage apiKey={key} />, key.name) : null;
  };
}

/** Ends a key, once that was agreed to. */
export function createRevokeApiKey({ knex }: ApiKeysDeps): Action {
  return async ({ user, params, field, audit }) => {
    const id = /^[0-9a-z]{12}$/.exec(params.key ?? '')?.[0] ?? '';
    if (field('confirm') !== 'yes') return { next: `${PATH}/${id}` };
    if (!(await revokeApiKey(knex, user.accountId, id))) return null;
    await audit('api-key.revoke', id);
    return { next: `${PATH}?revoked` };
  };
}

interface Typed {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly problems: readonly string[];
}

async function keysView(
  { knex }: ApiKeysDeps,
  { user, text, query }: PageRequest,
  typed: Typed,
): Promise<View> {
  const keys = await listApiKeys(knex, user.accountId);
  return settingsView(text, 'apiKeys', <ApiKeysPage {...{ keys, typed }} isRevoked={query.has('revoked')} />);
}

const COLUMNS: readonly Column<ApiKeyLine>[] = [
  {
    head: 'Name',
    kind: 'first',
    cell: ({ id, name }) => (
      <a href={`${PATH}/${id}`}>
        <Foreign text={name} />
      </a>
    ),
  },
  { head: 'May do', cell: ({ scopes }) => scopes.join(', ') },
  { head: 'Made', cell: ({ createdAt }) => <Time at={createdAt} /> },
  { head: 'Last used', cell: ({ lastUsedAt }) => (lastUsedAt ? <Time at={lastUsedAt} /> : <Nothing />) },
];

interface ApiKeysPageProps {
  readonly keys: readonly ApiKeyLine[];
  readonly typed: Typed;
  readonly isRevoked: boolean;
}

function ApiKeysPage({ keys, typed, isRevoked }: ApiKeysPageProps) {
  const text = useText();
  return (
    <>
      <h1>{text('API keys')}</h1>
      <p class="lead">
        {text('For your own programs. Give each its own key, with as little as it needs.')}{' '}
        <a href="/console/api">{text('All calls, to read and to try')}</a>
      </p>
      {isRevoked && <Notice>{text('The key is revoked: its calls are refused from now on.')}</Notice>}
      <div class="columns">
        <div>
          {keys.length > 0 ? (
            <Table caption={text('API keys')} columns={COLUMNS} rows={keys} keyOf={({ id }) => id} />
          ) : (
            <section>
              <p>{text('There are no keys yet.')}</p>
            </section>
          )}
        </div>
        <aside>
          <section>
            <h2>{text('New key')}</h2>
            <form class="fields" method="post" action={PATH}>
              <Problems problems={typed.problems} />
              <Field
                name="name"
                label={text('Name')}
                hint={text('The program that it is for.')}
                value={typed.name}
                required
              />
              <fieldset class="field">
                <legend>{text('May do')}</legend>
                {SCOPES.map((scope) => (
                  <Tick key={scope} name="scope" value={scope} checked={typed.scopes.includes(scope)}>
                    <code>{scope}</code>
                  </Tick>
                ))}
              </fieldset>
              <button type="submit">{text('Make the key')}</button>
            </form>
          </section>
        </aside>
      </div>
    </>
  );
}

function ApiKeyPage({ apiKey: { id, name, scopes } }: { apiKey: ApiKeyLine }) {
  const text = useText();
  return (
    <>
      <p class="crumb">
        <a href={PATH}>{text('API keys')}</a> /
      </p>
      <h1>{name}</h1>
      <p class="lead">{scopes.join(', ')}</p>
      <section class="narrow">
        <h2>{text('Revoke')}</h2>
        <p class="fine">{text('All calls with it are refused at once. This cannot be undone.')}</p>
        <Danger
          action={`${PATH}/${id}/revoke`}
          agree={text('No program uses it any more.')}
          button={text('Revoke')}
        />
      </section>
    </>
  );
}
