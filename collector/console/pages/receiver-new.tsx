import type { Knex } from 'knex';
import { randomText } from '../../ids.ts';
import type { Courier } from '../../outgoing/courier.ts';
import { fillFields } from '../../outgoing/presets/fill-fields.ts';
import { findPreset } from '../../outgoing/presets/index.ts';
import type { ReceiverPreset } from '../../outgoing/presets/preset.ts';
import { needsKey } from '../../outgoing/receiver-key.ts';
import { cleanText } from '../../pipeline/clean-text.ts';
import { listFlows } from '../../storage/flows.ts';
import { addReceiver, againIfSecondMain } from '../../storage/receivers.ts';
import type { Action } from '../action.ts';
import { Problems } from '../components/form.tsx';
import { PresetFields, PresetList, PresetNote } from '../components/preset-list.tsx';
import { ReceiverFields, type ReceiverFieldsProps } from '../components/receiver-fields.tsx';
import { receiverPath } from '../components/receiver-table.tsx';
import type { Page, View } from '../page.ts';
import { useText } from '../reader.tsx';
import { EMPTY_RECEIVER, fromPreset, readReceiverForm, toDraft, toReceiverForm } from '../receiver-form.ts';
import { findProblems } from '../receiver-save.ts';
import type { Text } from '../text/text.ts';
import { untilKnown } from '../until-known.ts';

interface NewDeps {
  readonly knex: Knex;
  readonly courier: Courier;
}

/**
 * `/console/receivers/new`: first what it is (`preset`), then what the service wants to know (`f-…`), then the form, which
 * is filled in but for the key.
 */
export function createNewReceiverPage({ knex }: NewDeps): Page {
  return async ({ user, text, query }) => {
    const flowId = cleanText(query.get('flow') ?? '', 64).text || null;
    const name = query.get('preset') ?? '';
    const preset = findPreset(name);
    if (preset === null && name !== 'hand') return viewOf(text, <PresetList flowId={flowId} />);
    if (preset?.fields.some((field) => !query.has(`f-${field.name}`)))
      return viewOf(text, <PresetFields preset={preset} flowId={flowId} />);
    const receiver = preset ? fromPreset(fill(preset, query), flowId) : { ...EMPTY_RECEIVER, flowId };
    const flows = await listFlows(knex, user.accountId);
    return viewOf(
      text,
      <NewReceiver form={toReceiverForm(receiver)} problems={{}} flows={namesOf(flows)} preset={preset} />,
    );
  };
}

/** Makes it. What needs a key stays off until it has one. */
export function createAddReceiver({ knex, courier }: NewDeps): Action {
  return ({ user, text, field, fields, audit }) =>
    againIfSecondMain(async () => {
      const { accountId } = user;
      const form = readReceiverForm({ field, fields });
      const shown = toDraft(form);
      const receiver = { ...shown, isOn: !needsKey(shown), sealedSecret: null };
      const problems = await findProblems({ knex, courier }, { user, text }, null, receiver);
      if (problems === null) return null;
      if (Object.keys(problems).length > 0) {
        const flows = namesOf(await listFlows(knex, accountId));
        const preset = findPreset(form.text.preset ?? '');
        return { view: viewOf(text, <NewReceiver {...{ form, problems, flows, preset }} />) };
      }
      const id = `rc_${randomText(12)}`;
      await addReceiver(knex, {
        ...receiver,
        preset: findPreset(shown.preset ?? '')?.name ?? null,
        id,
        accountId,
      });
      await audit('receiver.add', id, { kind: receiver.kind, name: receiver.name });
      await untilKnown();
      return { next: `${receiverPath({ id })}?made` };
    });
}

export function namesOf(flows: readonly { readonly id: string; readonly name: string }[]) {
  return flows.map(({ id, name }) => [id, name] as const);
}

function fill(preset: ReceiverPreset, query: URLSearchParams): ReceiverPreset {
  const values = preset.fields.map(({ name }) => [name, cleanText(query.get(`f-${name}`) ?? '', 500).text]);
  return { ...preset, ...fillFields(preset, Object.fromEntries(values)) };
}

function viewOf(text: Text, body: View['body']): View {
  const page = (
    <>
      <p class="crumb">
        <a href="/console/flows">{text('Flows')}</a> / <a href="/console/receivers">{text('Sending on')}</a> /
      </p>
      {body}
    </>
  );
  return { title: text('New receiver'), section: 'flows', body: page };
}

interface NewReceiverProps extends ReceiverFieldsProps {
  readonly flows: readonly (readonly [id: string, name: string])[];
  readonly preset: ReceiverPreset | null;
}

function NewReceiver({ form, problems, flows, preset }: NewReceiverProps) {
  const text = useText();
  return (
    <>
      <h1>{preset?.title ?? text('New receiver')}</h1>
      {Object.keys(problems).length > 0 && (
        <Problems problems={[text('Nothing was saved: mend the fields that say why.')]} />
      )}
      <section class="receiver-form">
        {preset && <PresetNote preset={preset} />}
        <form class="fields" method="post" action="/console/receivers/new">
          <ReceiverFields form={form} problems={problems} flows={flows} />
          <button type="submit">{text('Save')}</button>
        </form>
      </section>
    </>
  );
}
