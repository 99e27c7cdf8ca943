import type { Knex } from 'knex';
import { randomText } from '../../ids.ts';
import { addFlow } from '../../storage/flows.ts';
import { sqlState, UNIQUE_VIOLATION } from '../../storage/sqlstate.ts';
import type { Action } from '../action.ts';
import { Field } from '../components/field.tsx';
import { FlowFields } from '../components/flow-fields.tsx';
import { EMPTY_FLOW, type FlowForm, type FlowProblems, readFlowForm } from '../flow-form.ts';
import type { Page, View } from '../page.ts';
import { readFields } from './flow.tsx';

/** `/console/flows/new`. */
export function createNewFlowPage(): Page {
  return async () => viewOf('', EMPTY_FLOW, {}, undefined);
}

/** Makes a flow with a site key of its own. */
export function createAddFlow({ knex }: { readonly knex: Knex }): Action {
  return async ({ user, field, text }) => {
    const id = field('id').trim();
    const form = readFields(field);
    const read = readFlowForm(form, text);
    const idProblem = judgeId(id);
    if ('problems' in read) return { view: viewOf(id, form, read.problems, idProblem) };
    if (idProblem) return { view: viewOf(id, form, {}, idProblem) };
    const siteKey = `pk_${randomText(20)}`;
    try {
      await addFlow(knex, { ...read.settings, id, accountId: user.accountId, siteKey });
    } catch (error) {
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
      return { view: viewOf(id, form, {}, `There is a flow «${id}» already: choose another ID.`) };
    }
    return { next: `/console/flows/${id}` };
  };
}

function judgeId(id: string): string | undefined {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) return 'An ID has letters, digits, - and _, 64 at most.';
  return id === 'new' ? 'This page is called «new»: choose another ID.' : undefined;
}

function viewOf(id: string, form: FlowForm, problems: FlowProblems, idProblem: string | undefined): View {
  const body = (
    <>
      <p class="crumb">
        <a href="/console/flows">Flows</a> /
      </p>
      <h1>New flow</h1>
      <section class="narrow">
        <form class="fields" method="post" action="/console/flows/new">
          <Field
            name="id"
            label="ID"
            hint="Letters, digits, - and _. It stands in the tracking link and stays for good."
            value={id}
            problem={idProblem}
            required
          />
          <FlowFields form={form} problems={problems} />
          <button type="submit">Make the flow</button>
        </form>
      </section>
    </>
  );
  return { title: 'New flow', section: 'flows', body };
}
