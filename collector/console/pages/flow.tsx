import type { Knex } from 'knex';
import { cleanText } from '../../pipeline/clean-text.ts';
import { makeToken } from '../../pipeline/token.ts';
import { findProgress } from '../../storage/flow-progress.ts';
import { findFlow, setFlow } from '../../storage/flows.ts';
import { listTokens } from '../../storage/tokens.ts';
import type { Action } from '../action.ts';
import { FlowChecklist } from '../components/flow-checklist.tsx';
import { FlowHead, flowPath } from '../components/flow-head.tsx';
import { StepNetwork } from '../components/flow-step-network.tsx';
import { StepOffer } from '../components/flow-step-offer.tsx';
import { type ShownToken, StepPostbacks } from '../components/flow-step-postbacks.tsx';
import { StepTry } from '../components/flow-step-try.tsx';
import { StepAds, StepLead, StepPages } from '../components/flow-steps-pages.tsx';
import { Notice } from '../components/form.tsx';
import type { Page, View } from '../page.ts';
import { FieldProblem, readNetworkName, readWebAddress } from '../read-flow-fields.ts';
import type { Reader } from '../reader.tsx';
import type { PinnedTagOptions } from '../snippets.ts';
import { untilKnown } from '../until-known.ts';

export interface FlowPageDeps extends PinnedTagOptions {
  readonly knex: Knex;
  /** Makes the token that stands in postback URLs. */
  readonly secret: string;
}

/** A field of a step that was sent and could not be read. */
interface Refused {
  readonly field: 'network' | 'offer';
  readonly typed: string;
  readonly problem: string;
}

/** `/console/flows/ID`: the way from nothing to the first approved lead, and how far it has been gone. */
export function createFlowPage(deps: FlowPageDeps): Page {
  return async ({ user, reader, params, query }) =>
    viewOf(deps, user.accountId, reader, params.id ?? '', query);
}

/** Sets the network of the list that the flow works with, out of the set-up's first step. */
export function createChooseNetwork(deps: FlowPageDeps): Action {
  return createStepAction(deps, 'network', (typed) => ({
    network: readNetworkName(typed),
    ownNetwork: null,
  }));
}

/** Sets the offer link. */
export function createSetOffer(deps: FlowPageDeps): Action {
  return createStepAction(deps, 'offer', (typed) => ({ offerUrl: readWebAddress(typed) }));
}

function createStepAction(
  deps: FlowPageDeps,
  name: Refused['field'],
  read: (typed: string) => Parameters<typeof setFlow>[3],
): Action {
  return async ({ user, reader, params, field, text, query, audit }) => {
    const id = cleanText(params.id ?? '', 64).text;
    const typed = cleanText(field(name), 2001).text.trim();
    try {
      const settings = read(typed);
      if (!(await setFlow(deps.knex, user.accountId, id, settings))) return null;
      await audit(`flow.${name}`, id, { [name]: typed });
      await untilKnown();
      return { next: `${flowPath({ id })}?saved#${name}` };
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error;
      const refused = { field: name, typed, problem: error.tell(text) };
      const view = await viewOf(deps, user.accountId, reader, id, query, refused);
      return view && { view };
    }
  };
}

async function viewOf(
  deps: FlowPageDeps,
  accountId: string,
  reader: Reader,
  id: string,
  query: URLSearchParams,
  refused?: Refused,
): Promise<View | null> {
  const flow = await findFlow(deps.knex, accountId, cleanText(id, 64).text);
  if (!flow) return null;
  const [progress, tokens] = await Promise.all([
    findProgress(deps.knex, accountId, flow.id),
    reader.may('secrets') ? showTokens(deps, accountId) : null,
  ]);
  const chosen = tokens?.find((token) => token.id === query.get('token')) ?? tokens?.[0];
  const more = cleanText(query.get('links') ?? '', 8000).text;
  const typedIn = (field: Refused['field']) =>
    refused?.field === field ? { typed: refused.typed, problem: refused.problem } : {};
  const body = (
    <>
      <FlowHead flow={flow} tab="" />
      {query.has('saved') && !refused && (
        <Notice>{reader.text('Saved. From now on postbacks are read so.')}</Notice>
      )}
      <div class="columns">
        <div>
          <StepNetwork flow={flow} {...typedIn('network')} />
          <StepAds flow={flow} tag={deps} />
          <StepPages flow={flow} tag={deps} />
          <StepOffer flow={flow} tag={deps} more={more} {...typedIn('offer')} />
          <StepLead flow={flow} tag={deps} />
          <StepPostbacks flow={flow} publicUrl={deps.publicUrl} tokens={tokens} chosen={chosen} />
          {reader.may('edit') && <StepTry flow={flow} />}
        </div>
        <aside class="first stay">
          <FlowChecklist flow={flow} progress={progress} />
        </aside>
      </div>
    </>
  );
  return { title: flow.name, section: 'flows', body };
}

async function showTokens({ knex, secret }: FlowPageDeps, accountId: string): Promise<ShownToken[]> {
  const tokens = await listTokens(knex, accountId);
  return tokens.map(({ id, name }) => ({ id, name, text: makeToken(id, secret) }));
}
