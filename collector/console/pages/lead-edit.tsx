import type { Knex } from 'knex';
import { editLead } from '../../edit/edit-lead.ts';
import type { Lead } from '../../pipeline/lead.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { Action } from '../action.ts';
import { Foreign } from '../components/foreign.tsx';
import { Problems } from '../components/form.tsx';
import { LeadFields } from '../components/lead-fields.tsx';
import { leadPath } from '../components/links.tsx';
import { leadOf } from '../lead-of.ts';
import type { Page, View } from '../page.ts';
import {
  compareForms,
  type LeadEdit,
  type LeadForm,
  readLeadForm,
  readShown,
  toLeadForm,
} from '../read-lead-edit.ts';
import { useReader } from '../reader.tsx';
import { sentenceIn } from '../text/sentences/sentences.ts';
import type { Text } from '../text/text.ts';

interface EditDeps {
  readonly knex: Knex;
  readonly pipeline: Pipeline;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** `/console/leads/CLICK/LEAD/edit`: a lead's fields, to be changed by hand. */
export function createEditPage({ knex }: EditDeps): Page {
  return async (request) => {
    const lead = await leadOf(knex, request);
    if (!lead) return null;
    const form = toLeadForm(lead);
    return view({ lead, form, shown: form, problems: {}, refused: [] }, request.text);
  };
}

/** Sends what was changed down the pipeline; a refusal shows the form again, with its reason. */
export function createEditAction({ knex, pipeline, now, newId }: EditDeps): Action {
  return async (request) => {
    const lead = await leadOf(knex, request);
    if (!lead) return null;
    const { user, text, field, audit } = request;
    const shown = readShown(field('shown'));
    const form = readLeadForm(request);
    const { changes, problems } = compareForms(shown, form);
    const again = (refused: readonly string[]) => ({
      view: view({ lead, form, shown, problems, refused }, text),
    });
    if (Object.keys(problems).length > 0)
      return again([text('Nothing was saved: mend the fields that say why.')]);
    if (Object.keys(changes).length === 0) return again([text('Nothing was changed in the form.')]);

    const { accountId, login } = user;
    const postback = editLead(lead, changes, { accountId, by: login, now: now(), newId, dry: false });
    const { outcome } = await pipeline.submit(postback);
    if (outcome.status === 'error')
      return again([`${outcome.reason}: ${sentenceIn(user.locale, outcome.hint)}`]);
    const names = Object.keys(changes).map((name) => (name.startsWith('meta[') ? 'meta' : name));
    await audit('lead.edit', lead.id, { entry: postback.id, fields: [...new Set(names)].join(' ') });
    return { next: `${leadPath(lead.clickId, lead.id)}?saved=${postback.id}` };
  };
}

interface EditProps {
  readonly lead: Lead;
  readonly form: LeadForm;
  /** What the form shows before it is changed. */
  readonly shown: LeadForm;
  readonly problems: LeadEdit['problems'];
  readonly refused: readonly string[];
}

function view(props: EditProps, text: Text): View {
  return { title: text('Edit the lead'), section: 'leads', body: <EditPage {...props} /> };
}

function EditPage({ lead, form, shown, problems, refused }: EditProps) {
  const { text } = useReader();
  const path = leadPath(lead.clickId, lead.id);
  return (
    <>
      <p class="crumb">
        <a href="/console/leads">{text('Leads')}</a> /{' '}
        <a href={path}>
          <Foreign text={lead.name || text('Lead')} />
        </a>{' '}
        /
      </p>
      <h1>{text('Edit the lead')}</h1>
      <section class="narrow">
        <Problems problems={refused} />
        <form class="fields" method="post" action={`${path}/edit`}>
          <input type="hidden" name="shown" value={JSON.stringify(shown)} />
          <p class="fine">
            {text(
              'Only what you change is sent, as a postback of yours: it stands in history and log. «new» never replaces a decision.',
            )}
          </p>
          <LeadFields form={form} problems={problems} />
          <p class="buttons">
            <button type="submit">{text('Save')}</button>
            <a class="button" href={path}>
              {text('Cancel')}
            </a>
          </p>
        </form>
      </section>
    </>
  );
}
