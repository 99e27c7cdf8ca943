import type { Knex } from 'knex';
import type { Courier } from '../../outgoing/courier.ts';
import { unknownMacros } from '../../outgoing/known-macros.ts';
import { needsKey, templatesOf } from '../../outgoing/receiver-key.ts';
import { cleanText } from '../../pipeline/clean-text.ts';
import { listFlows } from '../../storage/flows.ts';
import { findReceiver, type StoredReceiver } from '../../storage/receivers.ts';
import { Foreign } from '../components/foreign.tsx';
import { Notice, Problems } from '../components/form.tsx';
import { ReceiverFields, type ReceiverProblems } from '../components/receiver-fields.tsx';
import { ReceiverPreview } from '../components/receiver-preview.tsx';
import { DeleteReceiver, ReceiverKey, ReceiverSwitch } from '../components/receiver-switches.tsx';
import { ReceiverState, receiverPath, sentPath } from '../components/receiver-table.tsx';
import type { Page, PageRequest, View } from '../page.ts';
import { type Preview, previewReceiver } from '../preview-receiver.ts';
import { Say, useText } from '../reader.tsx';
import { type ReceiverForm, toReceiverForm } from '../receiver-form.ts';
import type { ReceiverTest } from '../test-receiver.ts';
import { namesOf } from './receiver-new.tsx';

export interface ReceiverDeps {
  readonly knex: Knex;
  readonly courier: Courier;
  readonly now: () => Date;
}

/** `/console/receivers/ID`: all that can be set of a receiver, and what it would be sent. */
export function createReceiverPage(deps: ReceiverDeps): Page {
  return async (request) => {
    const receiver = await receiverIn(deps, request);
    if (!receiver) return null;
    return receiverView(deps, request, receiver, { lead: readLead(request.query.get('lead')) });
  };
}

/** The receiver that a path names; null where the account has none such. */
export function receiverIn(
  { knex }: Pick<ReceiverDeps, 'knex'>,
  { user, params }: PageRequest,
): Promise<StoredReceiver | null> {
  return findReceiver(knex, user.accountId, cleanText(params.id ?? '', 64).text);
}

/** What was typed for a lead, as far as one reads it. */
export function readLead(typed: string | null): string {
  return cleanText(typed ?? '', 64).text.trim();
}

interface Shown {
  readonly form?: ReceiverForm;
  readonly problems?: ReceiverProblems;
  /** Of the lead in the preview. */
  readonly lead?: string;
  readonly problem?: string;
  readonly tested?: ReceiverTest;
}

/** The page of a receiver; `problem`: of what is beside the form. */
export async function receiverView(
  deps: ReceiverDeps,
  { user, reader, query }: PageRequest,
  receiver: StoredReceiver,
  shown: Shown,
): Promise<View> {
  const flows = namesOf(await listFlows(deps.knex, user.accountId));
  const preview = await previewReceiver(deps, user.accountId, receiver, shown.lead ?? '', reader);
  const body = <ReceiverPage {...shown} {...{ receiver, flows, preview, query }} />;
  return { title: receiver.name, section: 'flows', body };
}

interface ReceiverPageProps extends Shown {
  readonly receiver: StoredReceiver;
  readonly flows: readonly (readonly [id: string, name: string])[];
  readonly preview: Preview;
  readonly query: URLSearchParams;
}

function ReceiverPage({ receiver, flows, preview, query, ...shown }: ReceiverPageProps) {
  const text = useText();
  const { form = toReceiverForm(receiver), problems = {}, lead = '', problem, tested } = shown;
  const path = receiverPath(receiver);
  const isWrong = Object.keys(problems).length > 0;
  return (
    <>
      <Crumb receiver={receiver} />
      <div class="title">
        <h1>
          <span class="badges">
            <Foreign text={receiver.name} /> <ReceiverState receiver={receiver} />
          </span>
        </h1>
        <a class="beside" href={sentPath(receiver)}>
          {text('What it was sent')}
        </a>
      </div>
      {!isWrong && tested === undefined && problem === undefined && (
        <Told query={query} lacksKey={needsKey(receiver) && receiver.sealedSecret === null} />
      )}
      {isWrong && <Problems problems={[text('Nothing was saved: mend the fields that say why.')]} />}
      <Unknown names={unknownMacros(templatesOf(receiver))} />
      <div class="columns equal receiver-page">
        <div>
          <section>
            <form class="fields" method="post" action={path}>
              <ReceiverFields form={form} problems={problems} flows={flows} />
              <button type="submit">{text('Save')}</button>
            </form>
          </section>
        </div>
        <div>
          <ReceiverSwitch receiver={receiver} />
          <ReceiverKey receiver={receiver} />
          <ReceiverPreview
            {...{ path, preview, lead, problem, tested }}
            isOrder={receiver.kind === 'order'}
          />
          <DeleteReceiver receiver={receiver} />
        </div>
      </div>
    </>
  );
}

function Crumb({ receiver: { flowId } }: { receiver: StoredReceiver }) {
  const text = useText();
  return (
    <p class="crumb">
      <a href="/console/flows">{text('Flows')}</a> /{' '}
      {flowId === null ? (
        <a href="/console/receivers">{text('Sending on')}</a>
      ) : (
        <a href={`/console/flows/${encodeURIComponent(flowId)}/receivers`}>{flowId}</a>
      )}{' '}
      /
    </p>
  );
}

/** What has just been done. */
function Told({ query, lacksKey }: { query: URLSearchParams; lacksKey: boolean }) {
  const text = useText();
  if (query.has('made') && lacksKey)
    return <Notice>{text('The receiver is made, and off until its key is set.')}</Notice>;
  if (query.has('made')) return <Notice>{text('The receiver is made. Send it a test.')}</Notice>;
  if (query.has('saved') && lacksKey)
    return (
      <Notice>
        {text('Saved, and off until its key is set: no key goes along to another address or place.')}
      </Notice>
    );
  if (query.has('saved')) return <Notice>{text('Saved. From now on it hears of leads so.')}</Notice>;
  if (query.has('on'))
    return <Notice>{text('It is switched on: it hears of what happens from now on.')}</Notice>;
  if (query.has('off')) return <Notice>{text('It is switched off: what waited for it is dropped.')}</Notice>;
  if (query.has('key')) return <Notice>{text('The key is set.')}</Notice>;
  return null;
}

function Unknown({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  const macros = names.map((name) => `{${name}}`).join(' ');
  return (
    <p class="warn">
      <Say
        phrase="Nothing is put in for {macros}: it goes out as it is. Look for a typing error."
        with={{ macros: <Foreign text={macros} /> }}
      />
    </p>
  );
}
