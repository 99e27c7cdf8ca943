import { makeToken } from '../../pipeline/token.ts';
import { findTokenLine, revokeToken, setToken, type TokenLine } from '../../storage/tokens.ts';
import type { Action } from '../action.ts';
import { Copy } from '../components/copy.tsx';
import { Danger } from '../components/danger.tsx';
import { Facts } from '../components/facts.tsx';
import { Notice } from '../components/form.tsx';
import { settingsView } from '../components/settings-frame.tsx';
import { Time } from '../components/time.tsx';
import { readTokenForm, TokenFields, type TokenFormState } from '../components/token-fields.tsx';
import type { Page, PageRequest, View } from '../page.ts';
import { useReader } from '../reader.tsx';
import { untilKnown } from '../until-known.ts';
import { TOKENS, type TokensDeps } from './settings-tokens.tsx';

interface TokenDeps extends TokensDeps {
  /** Makes the token of its ID. */
  readonly secret: string;
}

/** `/console/settings/tokens/ID`: the token itself, and what it may be used for. */
export function createTokenPage(deps: TokenDeps): Page {
  return (request) => tokenView(deps, request);
}

/** Sets the name and the ranges of a token. */
export function createSaveToken(deps: TokenDeps): Action {
  return async (request) => {
    const { user, params, audit } = request;
    const id = idIn(params);
    const read = readTokenForm(request);
    if ('problems' in read) {
      const view = await tokenView(deps, request, read);
      return view && { view };
    }
    if (!(await setToken(deps.knex, user.accountId, id, read.token))) return null;
    const { name, ipRanges } = read.token;
    await audit('token.save', id, { name, ranges: ipRanges.join(' ') });
    await untilKnown();
    return { next: `${TOKENS}/${id}?saved` };
  };
}

/** Ends a token, once that was agreed to. */
export function createRevokeToken(deps: TokenDeps): Action {
  return async (request) => {
    const { user, params, field, audit } = request;
    const id = idIn(params);
    if (field('confirm') !== 'yes') {
      const view = await tokenView(deps, request);
      return view && { view };
    }
    if (!(await revokeToken(deps.knex, user.accountId, id))) return null;
    await audit('token.revoke', id);
    await untilKnown();
    return { next: `${TOKENS}?revoked` };
  };
}

/** The ID in an address; empty where there is none that could be one. */
function idIn(params: PageRequest['params']): string {
  return /^[0-9a-z]{12}$/.exec(params.token ?? '')?.[0] ?? '';
}

async function tokenView(
  { knex, secret }: TokenDeps,
  { user, text, params, query }: PageRequest,
  state?: TokenFormState,
): Promise<View | null> {
  const token = await findTokenLine(knex, user.accountId, idIn(params));
  if (!token) return null;
  const shown = state ?? {
    form: { name: token.name, ranges: token.ipRanges.join('\n') },
    problems: {},
  };
  const body = (
    <TokenPage
      token={token}
      secret={makeToken(token.id, secret)}
      state={shown}
      isSaved={query.has('saved')}
    />
  );
  return settingsView(text, 'tokens', body, token.name);
}

interface TokenPageProps {
  readonly token: TokenLine;
  /** The token itself. */
  readonly secret: string;
  readonly state: TokenFormState;
  readonly isSaved: boolean;
}

function TokenPage({ token, secret, state, isSaved }: TokenPageProps) {
  const { text, may } = useReader();
  const path = `${TOKENS}/${token.id}`;
  return (
    <>
      <p class="crumb">
        <a href={TOKENS}>{text('Postback tokens')}</a> /
      </p>
      <h1>{token.name}</h1>
      {isSaved && <Notice>{text('Saved.')}</Notice>}
      <div class="columns">
        <div>
          <section>
            <Copy label={text('The token')} text={secret} />
            <p class="fine">
              {text('Whoever has it can send postbacks: keep it between you and the network.')}
            </p>
            <Facts
              facts={[
                [text('Made'), <Time at={token.createdAt} />],
                [text('Last used'), token.lastUsedAt && <Time at={token.lastUsedAt} />],
                [text('Allowed servers'), token.ipRanges.join(', ')],
              ]}
            />
            <p>
              <a href={`/console/logs?token=${token.id}`}>{text('Postbacks with it')}</a>
            </p>
          </section>
        </div>
        {may('people') && (
          <aside>
            <section>
              <h2>{text('Change')}</h2>
              <form class="fields" method="post" action={path}>
                <TokenFields state={state} />
                <button type="submit">{text('Save')}</button>
              </form>
            </section>
            <section>
              <h2>{text('Revoke')}</h2>
              <p class="fine">
                {text('All postbacks with it are refused from then on. This cannot be undone.')}
              </p>
              <Danger
                action={`${path}/revoke`}
                agree={text('No network uses it any more.')}
                button={text('Revoke')}
              />
            </section>
          </aside>
        )}
      </div>
    </>
  );
}
