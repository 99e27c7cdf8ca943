import type { Knex } from 'knex';
import { cleanText } from '../../pipeline/clean-text.ts';
import type { Flow } from '../../pipeline/lead.ts';
import { STATUSES } from '../../pipeline/postback.ts';
import { findFlow, setFlow } from '../../storage/flows.ts';
import type { Action } from '../action.ts';
import { Field } from '../components/field.tsx';
import { FlowHead, flowPath } from '../components/flow-head.tsx';
import { Problems } from '../components/form.tsx';
import {
  EMPTY_OWN,
  OWN_FIELDS,
  OWN_MACROS,
  type OwnField,
  type OwnForm,
  type OwnProblems,
  readOwnForm,
  toOwnForm,
} from '../own-network.ts';
import type { Page, View } from '../page.ts';
import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import type { Text } from '../text/text.ts';
import { untilKnown } from '../until-known.ts';

interface NetworkDeps {
  readonly knex: Knex;
}

/** `/console/flows/ID/network`: describes a network that is on no list. */
export function createNetworkPage({ knex }: NetworkDeps): Page {
  return async ({ user, params, text }) => {
    const flow = await findFlow(knex, user.accountId, cleanText(params.id ?? '', 64).text);
    return flow && viewOf(flow, text, flow.ownNetwork ? toOwnForm(flow.ownNetwork) : EMPTY_OWN, {});
  };
}

/** Has the flow work with the network that was described. */
export function createSaveNetwork({ knex }: NetworkDeps): Action {
  return async ({ user, params, field, text, audit }) => {
    const flow = await findFlow(knex, user.accountId, cleanText(params.id ?? '', 64).text);
    if (!flow) return null;
    const form = Object.fromEntries(OWN_FIELDS.map((name) => [name, field(name)])) as OwnForm;
    const read = readOwnForm(form, text);
    if ('problems' in read) return { view: viewOf(flow, text, form, read.problems) };
    await setFlow(knex, user.accountId, flow.id, { network: null, ownNetwork: read.network });
    await audit('flow.network', flow.id, { described: read.network.name });
    await untilKnown();
    return { next: `${flowPath(flow)}?saved#step-network` };
  };
}

function viewOf(flow: Flow, text: Text, form: OwnForm, problems: OwnProblems): View {
  const hasProblems = Object.keys(problems).length > 0;
  const body = (
    <>
      <FlowHead flow={flow} tab="/network" />
      <section class="narrow">
        <h2>{text('Describe the network')}</h2>
        <p class="soft">
          {text(
            'Its help calls this the postback, S2S or callback URL, with a list of macros (tokens, placeholders). Copy them as they stand there.',
          )}
        </p>
        {hasProblems && <Problems problems={[text('Nothing was saved: mend the fields that say why.')]} />}
        <form class="fields" method="post" action={`${flowPath(flow)}/network`}>
          <OwnFields form={form} problems={problems} />
          <button type="submit">{text('Save')}</button>
        </form>
      </section>
    </>
  );
  return { title: `${text('Describe the network')} · ${flow.name}`, section: 'flows', body };
}

const MACRO_NAMES: Readonly<
  Record<(typeof OWN_MACROS)[number], { readonly label: Phrase; readonly example: string }>
> = {
  click: { label: 'Macro of your click ID', example: '{sub1}' },
  uid: { label: 'Macro of the lead’s ID', example: '{transaction_id}' },
  status: { label: 'Macro of the status', example: '{status}' },
  price: { label: 'Macro of the payout', example: '{payout}' },
  currency: { label: 'Macro of the currency', example: '{currency}' },
  goal: { label: 'Macro of the goal', example: '{goal}' },
};

function OwnFields({ form, problems }: { form: OwnForm; problems: OwnProblems }) {
  const text = useText();
  const of = (field: OwnField) => ({ name: field, value: form[field], problem: problems[field] });
  return (
    <>
      <Field {...of('name')} label={text('Name of the network')} required />
      <fieldset class="group">
        <legend>{text('The way of the click ID')}</legend>
        <div class="pair">
          <Field
            {...of('link')}
            label={text('Parameter of the offer link')}
            hint={text('That comes back in the postback: sub1, aff_sub, clickid …')}
            placeholder="sub1"
          />
          <Macro field="click" {...of('click')} required />
        </div>
        <label class="inline">
          <input type="checkbox" name="renamed" value="1" checked={form.renamed !== ''} />
          {text('The network returns it under another name')}
        </label>
      </fieldset>
      <fieldset class="group">
        <legend>{text('Its other macros')}</legend>
        <div class="pair">
          {OWN_MACROS.filter((macro) => macro !== 'click').map((macro) => (
            <Macro key={macro} field={macro} {...of(macro)} />
          ))}
        </div>
      </fieldset>
      <fieldset class="group">
        <legend>{text('Its words for our statuses')}</legend>
        {STATUSES.map((status) => (
          <Field key={status} {...of(status)} label={status} hint={text(MEANINGS[status])} />
        ))}
      </fieldset>
      <fieldset class="group">
        <legend>{text('What goes without saying')}</legend>
        <div class="pair">
          <label>
            {text('A postback without a status means')}
            <select name="defaultStatus">
              <option value="">{text('approve with a price, else new')}</option>
              {STATUSES.map((status) => (
                <option key={status} value={status} selected={status === form.defaultStatus}>
                  {status}
                </option>
              ))}
            </select>
          </label>
          <Field
            {...of('defaultCurrency')}
            label={text('Currency')}
            hint={text('Of payouts that come without one.')}
            placeholder="USD"
          />
        </div>
        <Field
          {...of('reply')}
          label={text('Answer to a success')}
          hint={text('Where the network wants a text such as OK.')}
        />
      </fieldset>
    </>
  );
}

const MEANINGS = {
  new: 'In processing: neither confirmed nor refused. Separate words by commas.',
  hold: 'Confirmed, not yet paid.',
  approve: 'Confirmed and paid.',
  cancel: 'Refused or taken back.',
  trash: 'No real order: a double, a wrong number.',
} as const satisfies Readonly<Record<(typeof STATUSES)[number], Phrase>>;

interface MacroProps {
  readonly field: (typeof OWN_MACROS)[number];
  readonly name: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly required?: boolean;
}

function Macro({ field, ...props }: MacroProps) {
  const text = useText();
  const { label, example } = MACRO_NAMES[field];
  return <Field {...props} label={text(label)} placeholder={example} />;
}
