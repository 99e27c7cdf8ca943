import type { Knex } from 'knex';
import { randomText } from '../../ids.ts';
import { addToken, listTokenLines, type TokenLine } from '../../storage/tokens.ts';
import type { Action } from '../action.ts';
import { Foreign, Nothing } from '../components/foreign.tsx';
import { Notice } from '../components/form.tsx';
import { settingsView } from '../components/settings-frame.tsx';
import { type Column, Table } from '../components/table.tsx';
import { Time } from '../components/time.tsx';
import { EMPTY_TOKEN, readTokenForm, TokenFields, type TokenFormState } from '../components/token-fields.tsx';
import type { Page, PageRequest, View } from '../page.ts';
import { useReader } from '../reader.tsx';

export interface TokensDeps {
  readonly knex: Knex;
}

export const TOKENS = '/console/settings/tokens';

/** `/console/settings/tokens`: by what networks prove who they are. */
export function createTokensPage(deps: TokensDeps): Page {
  return (request) => tokensView(deps, request, EMPTY_TOKEN);
}

/** Makes a token and leads to it. */
export function createAddToken(deps: TokensDeps): Action {
  return async (request) => {
    const read = readTokenForm(request);
    if ('problems' in read) return { view: await tokensView(deps, request, read) };
    const id = randomText(12);
    await addToken(deps.knex, { id, accountId: request.user.accountId, ...read.token });
    await request.audit('token.add', id, { name: read.token.name });
    return { next: `${TOKENS}/${id}` };
  };
}

async function tokensView(deps: TokensDeps, request: PageRequest, state: TokenFormState): Promise<View> {
  const { user, text, query } = request;
  const tokens = await listTokenLines(deps.knex, user.accountId);
  return settingsView(text, 'tokens', <TokensPage {...{ tokens, state }} isRevoked={query.has('revoked')} />);
}

const COLUMNS: readonly Column<TokenLine>[] = [
  {
    head: 'Name',
    kind: 'first',
    cell: ({ id, name }) => (
      <a href={`${TOKENS}/${id}`}>
        <Foreign text={name} />
      </a>
    ),
  },
  { head: 'Begins with', cell: ({ id }) => <span class="id">sk_{id}…</span> },
  { head: 'Allowed servers', cell: ({ ipRanges }) => ipRanges.join(', ') || <Nothing /> },
  { head: 'Made', cell: ({ createdAt }) => <Time at={createdAt} /> },
  { head: 'Last used', cell: ({ lastUsedAt }) => (lastUsedAt ? <Time at={lastUsedAt} /> : <Nothing />) },
];

interface TokensPageProps {
  readonly tokens: readonly TokenLine[];
  readonly state: TokenFormState;
  readonly isRevoked: boolean;
}

function TokensPage({ tokens, state, isRevoked }: TokensPageProps) {
  const { text, may } = useReader();
  return (
    <>
      <h1>{text('Postback tokens')}</h1>
      <p class="lead">
        {text(
          'By its token a network’s postback is known to be for this account. Give each network its own.',
        )}
      </p>
      {isRevoked && <Notice>{text('The token is revoked: its postbacks are refused from now on.')}</Notice>}
      <div class="columns">
        <div>
          <Table caption={text('Postback tokens')} columns={COLUMNS} rows={tokens} keyOf={({ id }) => id} />
        </div>
        <aside>
          {may('people') && (
            <section>
              <h2>{text('New token')}</h2>
              <form class="fields" method="post" action={TOKENS}>
                <TokenFields state={state} />
                <button type="submit">{text('Make the token')}</button>
              </form>
              <p class="fine">
                {text(
                  'To replace a token: make a new one, put it into the network’s postback URL, then revoke the old one.',
                )}
              </p>
            </section>
          )}
        </aside>
      </div>
    </>
  );
}
