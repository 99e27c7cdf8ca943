import type { Knex } from 'knex';
import { cleanText } from '../../pipeline/clean-text.ts';
import { makeToken } from '../../pipeline/token.ts';
import { findFlow, setFlow } from '../../storage/flows.ts';
import { listTokens } from '../../storage/tokens.ts';
import type { Action } from '../action.ts';
import { FlowFields } from '../components/flow-fields.tsx';
import { FlowSetUp } from '../components/flow-set-up.tsx';
import { Foreign } from '../components/foreign.tsx';
import { Notice } from '../components/form.tsx';
import { FLOW_FIELDS, type FlowForm, type FlowProblems, readFlowForm, toFlowForm } from '../flow-form.ts';
import type { Page, View } from '../page.ts';
import type { PinnedTagOptions } from '../snippets.ts';
import { untilKnown } from '../until-known.ts';

export interface FlowPageDeps extends PinnedTagOptions {
  readonly knex: Knex;
  /** Makes the token that stands in postback URLs. */
  readonly secret: string;
}

/** What the page says beyond the flow itself. */
interface Shown {
  readonly form?: FlowForm;
  readonly problems?: FlowProblems;
  readonly saved?: boolean;
  readonly offer?: string;
}

/** `/console/flows/ID`: what a flow does, and everything to copy from it. */
export function createFlowPage(deps: FlowPageDeps): Page {
  return async ({ user, params, query }) => {
    const offer = cleanText(query.get('offer') ?? '', 2000).text.trim();
    return viewOf(deps, user.accountId, params.id ?? '', { offer, saved: query.has('saved') });
  };
}

/** Saves a flow's settings. */
export function createSaveFlow(deps: FlowPageDeps): Action {
  return async ({ user, params, field, text }) => {
    const id = cleanText(params.id ?? '', 64).text;
    const form = readFields(field);
    const read = readFlowForm(form, text);
    if ('problems' in read) {
      const view = await viewOf(deps, user.accountId, id, { form, problems: read.problems });
      return view && { view };
    }
    if (!(await setFlow(deps.knex, user.accountId, id, read.settings))) return null;
    await untilKnown();
    return { next: `/console/flows/${id}?saved` };
  };
}

/** What was typed into a flow's form. */
export function readFields(field: (name: string) => string): FlowForm {
  return Object.fromEntries(FLOW_FIELDS.map((name) => [name, field(name)])) as FlowForm;
}

async function viewOf(
  deps: FlowPageDeps,
  accountId: string,
  id: string,
  { form, problems = {}, saved = false, offer = '' }: Shown,
): Promise<View | null> {
  const flow = await findFlow(deps.knex, accountId, cleanText(id, 64).text);
  if (!flow) return null;
  const [token] = await listTokens(deps.knex, accountId);
  const path = `/console/flows/${flow.id}`;
  const hasProblems = Object.keys(problems).length > 0;
  const body = (
    <>
      <p class="crumb">
        <a href="/console/flows">Flows</a> /
      </p>
      <h1>
        <Foreign text={flow.name} /> <span class="id soft">{flow.id}</span>
      </h1>
      {saved && <Notice>Saved. From now on postbacks are read so.</Notice>}
      {hasProblems && (
        <p class="alert" role="alert">
          Nothing was saved: mend the fields that say why.
        </p>
      )}
      <section class="actions">
        <form method="post" action={`${path}/listen`}>
          <button type="submit">Listen for the network’s test</button>
        </form>
        <a class="button" href={`/console/logs?flow=${flow.id}`}>
          Postbacks
        </a>
        <a class="button" href={`/console/leads?flow=${flow.id}`}>
          Leads
        </a>
      </section>
      <div class="columns">
        <div>
          <FlowSetUp
            flow={flow}
            tag={deps}
            token={token ? { name: token.name, text: makeToken(token.id, deps.secret) } : null}
            offer={offer}
          />
        </div>
        <aside>
          <section>
            <h2>Settings</h2>
            <form class="fields" method="post" action={path}>
              <FlowFields form={form ?? toFlowForm(flow)} problems={problems} />
              <button type="submit">Save</button>
            </form>
          </section>
        </aside>
      </div>
    </>
  );
  return { title: flow.name, section: 'flows', body };
}
