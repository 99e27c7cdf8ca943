import type { Knex } from 'knex';
import { cleanText } from '../../pipeline/clean-text.ts';
import { readClickId } from '../../pipeline/click-id.ts';
import type { Flow } from '../../pipeline/lead.ts';
import { makeToken } from '../../pipeline/token.ts';
import { findFlow } from '../../storage/flows.ts';
import { listTokens } from '../../storage/tokens.ts';
import type { Action } from '../action.ts';
import { FlowHead, flowPath } from '../components/flow-head.tsx';
import { TestResult } from '../components/flow-test-result.tsx';
import { TesterFields } from '../components/flow-tester-fields.tsx';
import { Problems } from '../components/form.tsx';
import { NoToken } from '../components/no-token.tsx';
import type { Page, View } from '../page.ts';
import { useText } from '../reader.tsx';
import { EMPTY_TEST, TEST_FIELDS, type TestForm } from '../test-form.ts';
import { sendTest, type TestDeps, type Tested, testUrls } from '../test-postback.ts';

interface TesterDeps extends TestDeps {
  readonly knex: Knex;
  /** Makes the token that the network would send. */
  readonly secret: string;
}

/** `/console/flows/ID/test`: a postback as the flow's network sends it. */
export function createTesterPage(deps: TesterDeps): Page {
  return async ({ user, params, text }) => {
    const flow = await findFlow(deps.knex, user.accountId, cleanText(params.id ?? '', 64).text);
    if (!flow) return null;
    const [token] = await listTokens(deps.knex, user.accountId);
    return viewOf(deps, flow, { form: EMPTY_TEST, hasToken: token !== undefined, title: text('Tester') });
  };
}

/** Sends it, and shows what became of it. */
export function createTestAction(deps: TesterDeps): Action {
  return async ({ user, params, field, text, audit }) => {
    const flow = await findFlow(deps.knex, user.accountId, cleanText(params.id ?? '', 64).text);
    if (!flow) return null;
    const form = Object.fromEntries(
      TEST_FIELDS.map((name) => [name, cleanText(field(name), 255).text.trim()]),
    ) as unknown as TestForm;
    const [token] = await listTokens(deps.knex, user.accountId);
    const shown = { form, hasToken: token !== undefined, title: text('Tester') };
    if (!token) return { view: viewOf(deps, flow, shown) };
    const isNew = form.click === '';
    const click = isNew ? null : readClickId(form.click);
    if (!isNew && click === null) {
      const problem = text('That is no click ID: one has 32 hex digits, with or without dashes.');
      return { view: viewOf(deps, flow, { ...shown, problem }) };
    }
    const dry = form.mode === 'dry';
    const tested = await sendTest(deps, {
      flow,
      token: makeToken(token.id, deps.secret),
      url: Number(form.url) || 0,
      click,
      values: form,
      dry,
      test: form.mode !== 'real',
    });
    await audit('flow.test', flow.id, { mode: form.mode, status: form.status, entry: tested.id });
    // The same lead is told of the next status: a network does so, too.
    const next = { ...form, click: tested.click };
    return { view: viewOf(deps, flow, { ...shown, form: next, tested }), status: 200 };
  };
}

interface Shown {
  readonly form: TestForm;
  readonly hasToken: boolean;
  readonly title: string;
  readonly problem?: string;
  readonly tested?: Tested;
}

function viewOf({ publicUrl }: TesterDeps, flow: Flow, shown: Shown): View {
  const body = (
    <>
      <FlowHead flow={flow} tab="/test" />
      <Tester flow={flow} labels={testUrls(flow, publicUrl, '').map(({ label }) => label)} {...shown} />
    </>
  );
  return { title: `${shown.title} · ${flow.name}`, section: 'flows', body };
}

interface TesterProps extends Shown {
  readonly flow: Flow;
  readonly labels: readonly string[];
}

function Tester({ flow, labels, form, hasToken, problem, tested }: TesterProps) {
  const text = useText();
  return (
    <div class="columns halves">
      <div>
        <section>
          <h2>{text('Play the network')}</h2>
          <p class="soft">{text('Sends a postback as the network does, through the same door.')}</p>
          {!hasToken && <NoToken />}
          {problem !== undefined && <Problems problems={[problem]} />}
          <form class="fields" method="post" action={`${flowPath(flow)}/test`}>
            <TesterFields flow={flow} labels={labels} form={form} />
            <button type="submit" disabled={!hasToken}>
              {text('Send')}
            </button>
          </form>
        </section>
      </div>
      <div>
        {tested ? (
          <TestResult flow={flow} tested={tested} isDry={form.mode === 'dry'} />
        ) : (
          <section class="soft">
            <p>{text('What was decided and why is shown here.')}</p>
          </section>
        )}
      </div>
    </div>
  );
}
