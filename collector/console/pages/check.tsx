import type { Knex } from 'knex';
import { CheckError } from '../../check/launch-chromium.ts';
import type { PageChecker, Report } from '../../check/page-checker.ts';
import { hasPassed } from '../../check/verdict.ts';
import { cleanText } from '../../pipeline/clean-text.ts';
import type { Flow } from '../../pipeline/lead.ts';
import { findFlow } from '../../storage/flows.ts';
import type { Action } from '../action.ts';
import { CheckForm } from '../components/check-form.tsx';
import { Findings } from '../components/findings.tsx';
import { FlowHead } from '../components/flow-head.tsx';
import { Foreign } from '../components/foreign.tsx';
import { Notice, Problems } from '../components/form.tsx';
import type { Page, View } from '../page.ts';
import { Say, useText } from '../reader.tsx';
import { sentenceIn } from '../text/sentences/sentences.ts';
import type { Text } from '../text/text.ts';

const MAX_URL = 2000;

interface CheckDeps {
  readonly knex: Knex;
  readonly checker: PageChecker;
}

/** `/console/flows/ID/check`: asks which page to check. Nothing is opened before the form is sent. */
export function createCheckPage({ knex }: CheckDeps): Page {
  return async ({ user, params, text }) => {
    const flow = await findFlow(knex, user.accountId, cleanText(params.id ?? '', 64).text);
    return flow && toView(text, { flow, url: null });
  };
}

/** Checks a page for a flow and shows what was found. */
export function createCheckAction({ knex, checker }: CheckDeps): Action {
  return async ({ user, params, field, text, audit }) => {
    const flow = await findFlow(knex, user.accountId, cleanText(params.id ?? '', 64).text);
    if (!flow) return null;
    const url = cleanText(field('url'), MAX_URL).text.trim();
    await audit('flow.check', flow.id, { url });
    try {
      return { view: toView(text, { flow, url, report: await checker.check(flow, url) }), status: 200 };
    } catch (error) {
      if (!(error instanceof CheckError)) throw error;
      return { view: toView(text, { flow, url, problem: sentenceIn(user.locale, error.message) }) };
    }
  };
}

interface CheckProps {
  readonly flow: Flow;
  readonly url: string | null;
  readonly report?: Report;
  /** Why the check could not be made. */
  readonly problem?: string;
}

function toView(text: Text, props: CheckProps): View {
  return {
    title: `${text('Check a page')} · ${props.flow.name}`,
    section: 'flows',
    body: <Check {...props} />,
  };
}

function Check({ flow, url, report, problem }: CheckProps) {
  const text = useText();
  return (
    <>
      <FlowHead flow={flow} tab="/check" />
      {problem !== undefined && <Problems problems={[problem]} />}
      {report && <Verdict report={report} />}
      {report && (
        <section>
          <h2>
            <Say
              phrase="What was found on {page}"
              with={{ page: <Foreign text={report.facts.target.url} /> }}
            />
          </h2>
          <Findings findings={report.findings} />
        </section>
      )}
      <section class="narrow">
        <h2>{text(report ? 'Check again, or another page' : 'Check a page')}</h2>
        <CheckForm flow={flow} url={url} />
      </section>
    </>
  );
}

function Verdict({ report: { findings } }: { report: Report }) {
  const text = useText();
  if (hasPassed(findings)) {
    const hasWarnings = findings.some(({ level }) => level === 'warn');
    return (
      <Notice>
        {text(hasWarnings ? 'It works, but not for every visitor.' : 'It works: leads of this page arrive.')}
      </Notice>
    );
  }
  return (
    <Problems
      problems={[
        text('Leads of this page do not arrive as they should. Begin with what is marked «fail» first.'),
      ]}
    />
  );
}
