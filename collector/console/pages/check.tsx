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
import { Foreign } from '../components/foreign.tsx';
import { Notice } from '../components/form.tsx';
import type { Page, View } from '../page.ts';

const MAX_URL = 2000;

interface CheckDeps {
  readonly knex: Knex;
  readonly checker: PageChecker;
}

/** `/console/flows/ID/check`: asks which page to check. Nothing is opened before the form is sent. */
export function createCheckPage({ knex }: CheckDeps): Page {
  return async ({ user, params }) => {
    const flow = await findFlow(knex, user.accountId, cleanText(params.id ?? '', 64).text);
    return flow && toView({ flow, url: null });
  };
}

/** Checks a page for a flow and shows what was found. */
export function createCheckAction({ knex, checker }: CheckDeps): Action {
  return async ({ user, params, field }) => {
    const flow = await findFlow(knex, user.accountId, cleanText(params.id ?? '', 64).text);
    if (!flow) return null;
    const url = cleanText(field('url'), MAX_URL).text.trim();
    try {
      return { view: toView({ flow, url, report: await checker.check(flow, url) }), status: 200 };
    } catch (error) {
      if (!(error instanceof CheckError)) throw error;
      return { view: toView({ flow, url, problem: error.message }) };
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

function toView(props: CheckProps): View {
  return { title: `Check a page · ${props.flow.name}`, section: 'flows', body: <Check {...props} /> };
}

function Check({ flow, url, report, problem }: CheckProps) {
  return (
    <>
      <p class="crumb">
        <a href="/console/flows">Flows</a> /{' '}
        <a href={`/console/flows/${flow.id}`}>
          <Foreign text={flow.name} />
        </a>{' '}
        /
      </p>
      <h1>Check a page</h1>
      {problem !== undefined && (
        <p class="alert" role="alert">
          {problem}
        </p>
      )}
      {report && <Verdict report={report} />}
      {report && (
        <section>
          <h2>
            What was found on <Foreign text={report.facts.target.url} />
          </h2>
          <Findings findings={report.findings} />
        </section>
      )}
      <section>
        {report && <h2>Check again, or another page</h2>}
        <CheckForm flow={flow} url={url} />
      </section>
    </>
  );
}

function Verdict({ report: { findings } }: { report: Report }) {
  if (hasPassed(findings)) {
    const hasWarnings = findings.some(({ level }) => level === 'warn');
    return (
      <Notice>
        {hasWarnings ? 'It works, but not for every visitor.' : 'It works: leads of this page arrive.'}
      </Notice>
    );
  }
  return (
    <p class="alert" role="alert">
      Leads of this page do not arrive as they should. Begin with what is marked «fail» first.
    </p>
  );
}
