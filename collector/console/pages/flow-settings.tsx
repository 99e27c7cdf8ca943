import type { Knex } from 'knex';
import { cleanText } from '../../pipeline/clean-text.ts';
import type { Flow } from '../../pipeline/lead.ts';
import { findFlow, setFlow } from '../../storage/flows.ts';
import type { Action } from '../action.ts';
import { FlowBasics, FlowDetails } from '../components/flow-fields.tsx';
import { FlowHead, flowPath } from '../components/flow-head.tsx';
import { Notice, Problems } from '../components/form.tsx';
import { FLOW_FIELDS, type FlowForm, type FlowProblems, readFlowForm, toFlowForm } from '../flow-form.ts';
import type { Page, View } from '../page.ts';
import type { Reader } from '../reader.tsx';
import { untilKnown } from '../until-known.ts';

interface SettingsDeps {
  readonly knex: Knex;
}

/** `/console/flows/ID/settings`: all that can be set of a flow. */
export function createFlowSettings({ knex }: SettingsDeps): Page {
  return async ({ user, reader, params, query }) => {
    const flow = await findFlow(knex, user.accountId, cleanText(params.id ?? '', 64).text);
    return flow && viewOf(flow, reader, { form: toFlowForm(flow), saved: query.has('saved') });
  };
}

/** Saves them. */
export function createSaveFlow({ knex }: SettingsDeps): Action {
  return async ({ user, reader, params, field, text, audit }) => {
    const flow = await findFlow(knex, user.accountId, cleanText(params.id ?? '', 64).text);
    if (!flow) return null;
    const form = readFields(field);
    const read = readFlowForm(form, text, flow.ownNetwork);
    if ('problems' in read) return { view: viewOf(flow, reader, { form, problems: read.problems }) };
    await setFlow(knex, user.accountId, flow.id, read.settings);
    await audit('flow.save', flow.id, differences(toFlowForm(flow), form));
    await untilKnown();
    return { next: `${flowPath(flow)}/settings?saved` };
  };
}

/** What was typed into a flow's form. */
export function readFields(field: (name: string) => string): FlowForm {
  return Object.fromEntries(FLOW_FIELDS.map((name) => [name, field(name)])) as FlowForm;
}

/** The fields that were changed, with what they hold now. */
function differences(before: FlowForm, after: FlowForm): Record<string, string> {
  const changed = FLOW_FIELDS.filter((name) => before[name] !== after[name].trim());
  return Object.fromEntries(changed.map((name) => [name, after[name].trim().slice(0, 500)]));
}

interface Shown {
  readonly form: FlowForm;
  readonly problems?: FlowProblems;
  readonly saved?: boolean;
}

function viewOf(flow: Flow, { text, may }: Reader, { form, problems = {}, saved = false }: Shown): View {
  const mayEdit = may('edit');
  const body = (
    <>
      <FlowHead flow={flow} tab="/settings" />
      {saved && <Notice>{text('Saved. From now on postbacks are read so.')}</Notice>}
      {Object.keys(problems).length > 0 && (
        <Problems problems={[text('Nothing was saved: mend the fields that say why.')]} />
      )}
      <form method="post" action={`${flowPath(flow)}/settings`}>
        <fieldset disabled={!mayEdit}>
          <div class="columns equal">
            <section class="fields">
              <FlowBasics form={form} problems={problems} flowId={mayEdit ? flow.id : undefined} />
            </section>
            <section class="fields">
              <FlowDetails form={form} problems={problems} />
            </section>
          </div>
          {mayEdit && (
            <p class="send">
              <button type="submit">{text('Save')}</button>
            </p>
          )}
        </fieldset>
      </form>
    </>
  );
  return { title: `${text('Settings')} · ${flow.name}`, section: 'flows', body };
}
