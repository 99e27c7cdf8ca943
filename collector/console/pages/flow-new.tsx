import type { Knex } from 'knex';
import { randomText } from '../../ids.ts';
import { addFlow } from '../../storage/flows.ts';
import { sqlState, UNIQUE_VIOLATION } from '../../storage/sqlstate.ts';
import type { Action } from '../action.ts';
import { Field } from '../components/field.tsx';
import { FlowBasics, FlowDetails } from '../components/flow-fields.tsx';
import { Problems } from '../components/form.tsx';
import { EMPTY_FLOW, type FlowForm, type FlowProblems, readFlowForm } from '../flow-form.ts';
import type { Page, View } from '../page.ts';
import type { Text } from '../text/text.ts';
import { readFields } from './flow-settings.tsx';

/** `/console/flows/new`. */
export function createNewFlowPage(): Page {
  return async ({ text }) => viewOf(text, { id: '', form: EMPTY_FLOW });
}

/** Makes a flow with a site key of its own. */
export function createAddFlow({ knex }: { readonly knex: Knex }): Action {
  return async ({ user, field, text, audit }) => {
    const id = field('id').trim();
    const form = readFields(field);
    const read = readFlowForm(form, text);
    const idProblem = judgeId(id, text);
    if ('problems' in read) return { view: viewOf(text, { id, form, problems: read.problems, idProblem }) };
    if (idProblem) return { view: viewOf(text, { id, form, idProblem }) };
    const siteKey = `pk_${randomText(20)}`;
    try {
      await addFlow(knex, { ...read.settings, id, accountId: user.accountId, siteKey });
    } catch (error) {
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
      const taken = text('There is a flow «{id}» already: choose another ID.', { id });
      return { view: viewOf(text, { id, form, idProblem: taken }) };
    }
    await audit('flow.add', id, { name: read.settings.name });
    return { next: `/console/flows/${id}` };
  };
}

function judgeId(id: string, text: Text): string | undefined {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) return text('An ID has letters, digits, - and _, 64 at most.');
  return id === 'new' ? text('This page is called «new»: choose another ID.') : undefined;
}

interface Shown {
  readonly id: string;
  readonly form: FlowForm;
  readonly problems?: FlowProblems;
  readonly idProblem?: string | undefined;
}

function viewOf(text: Text, { id, form, problems = {}, idProblem }: Shown): View {
  const isRefused = Object.keys(problems).length > 0 || idProblem !== undefined;
  const body = (
    <>
      <p class="crumb">
        <a href="/console/flows">{text('Flows')}</a> /
      </p>
      <h1>{text('New flow')}</h1>
      {isRefused && <Problems problems={[text('Nothing was saved: mend the fields that say why.')]} />}
      <section class="narrow">
        <form class="fields" method="post" action="/console/flows/new">
          <Field
            name="id"
            label={text('ID')}
            hint={text('Letters, digits, - and _. It stands in the tracking link and stays for good.')}
            value={id}
            problem={idProblem}
            required
          />
          <FlowBasics form={form} problems={problems} />
          <details open={isRefused}>
            <summary>{text('Payout, status words, who may send, data retention')}</summary>
            <div class="fields">
              <FlowDetails form={form} problems={problems} />
            </div>
          </details>
          <button type="submit">{text('Make the flow')}</button>
        </form>
      </section>
    </>
  );
  return { title: text('New flow'), section: 'flows', body };
}
