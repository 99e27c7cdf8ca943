import type { Knex } from 'knex';
import { randomText } from '../../ids.ts';
import { cleanText } from '../../pipeline/clean-text.ts';
import type { Flow } from '../../pipeline/lead.ts';
import { findFlow, listFlows } from '../../storage/flows.ts';
import { setSiteKey } from '../../storage/site-keys.ts';
import type { Action } from '../action.ts';
import { Danger } from '../components/danger.tsx';
import { Facts } from '../components/facts.tsx';
import { Foreign, Nothing } from '../components/foreign.tsx';
import { Notice } from '../components/form.tsx';
import { FlowLink } from '../components/links.tsx';
import { settingsView } from '../components/settings-frame.tsx';
import { type Column, Table } from '../components/table.tsx';
import type { Page, PageRequest, View } from '../page.ts';
import { useReader, useText } from '../reader.tsx';
import { untilKnown } from '../until-known.ts';

interface SiteKeysDeps {
  readonly knex: Knex;
}

const PATH = '/console/settings/site-keys';

/** `/console/settings/site-keys`: by what pages say which flow they are of. */
export function createSiteKeysPage({ knex }: SiteKeysDeps): Page {
  return async ({ user, text }) =>
    settingsView(text, 'siteKeys', <SiteKeysPage flows={await listFlows(knex, user.accountId)} />);
}

/** `/console/settings/site-keys/FLOW`: what happens with a new key, before it is made. */
export function createSiteKeyPage(deps: SiteKeysDeps): Page {
  return (request) => siteKeyView(deps, request);
}

/** Gives a flow a new key, once it was agreed that the old one stops working. */
export function createNewSiteKey(deps: SiteKeysDeps): Action {
  return async (request) => {
    const { user, params, field, audit } = request;
    const id = idIn(params);
    if (field('confirm') !== 'yes') {
      const view = await siteKeyView(deps, request);
      return view && { view };
    }
    if (!(await setSiteKey(deps.knex, user.accountId, id, `pk_${randomText(20)}`))) return null;
    await audit('site-key.new', id);
    await untilKnown();
    return { next: `${PATH}/${encodeURIComponent(id)}?saved` };
  };
}

function idIn(params: PageRequest['params']): string {
  return cleanText(params.flow ?? '', 64).text;
}

async function siteKeyView(
  { knex }: SiteKeysDeps,
  { user, text, params, query }: PageRequest,
): Promise<View | null> {
  const flow = await findFlow(knex, user.accountId, idIn(params));
  return (
    flow && settingsView(text, 'siteKeys', <SiteKeyPage flow={flow} isNew={query.has('saved')} />, flow.name)
  );
}

function Origins({ origins }: { origins: readonly string[] }) {
  return origins.length > 0 ? <Foreign text={origins.join(', ')} /> : <Nothing />;
}

function ChangeLink({ id }: { id: string }) {
  const { text, may } = useReader();
  if (!may('people')) return <Nothing />;
  return (
    <a class="button" href={`${PATH}/${encodeURIComponent(id)}`}>
      {text('New key')}
    </a>
  );
}

const COLUMNS: readonly Column<Flow>[] = [
  { head: 'Flow', kind: 'first', cell: ({ id }) => <FlowLink id={id} /> },
  { head: 'Key', cell: ({ siteKey }) => <span class="id">{siteKey}</span> },
  { head: 'Allowed sites', cell: ({ origins }) => <Origins origins={origins} /> },
  { head: 'New key', kind: 'action', cell: ({ id }) => <ChangeLink id={id} /> },
];

function SiteKeysPage({ flows }: { flows: readonly Flow[] }) {
  const text = useText();
  return (
    <>
      <h1>{text('Site keys')}</h1>
      <p class="lead">
        {text(
          'Script tags name their flow by its key. It is no secret: with it a browser can add leads, never approve them.',
        )}
      </p>
      <Table caption={text('Site keys')} columns={COLUMNS} rows={flows} keyOf={({ id }) => id} />
    </>
  );
}

function SiteKeyPage({ flow, isNew }: { flow: Flow; isNew: boolean }) {
  const text = useText();
  return (
    <>
      <p class="crumb">
        <a href={PATH}>{text('Site keys')}</a> /
      </p>
      <h1>
        <Foreign text={flow.name} />
      </h1>
      {isNew && <Notice>{text('The flow has a new key: put its script tag into your pages again.')}</Notice>}
      <section class="narrow">
        <Facts
          facts={[
            [text('Flow'), <FlowLink id={flow.id} />],
            [text('Key'), <span class="id">{flow.siteKey}</span>],
            [text('Allowed sites'), <Origins origins={flow.origins} />],
          ]}
        />
      </section>
      <section class="narrow">
        <h2>{text('New key')}</h2>
        <p class="fine">
          {text(
            'The key until now stops working at once: pages that hold it send no more leads until their script tag is replaced.',
          )}
        </p>
        <Danger
          action={`${PATH}/${encodeURIComponent(flow.id)}`}
          agree={text('I will replace the script tag on every page.')}
          button={text('Make a new key')}
        />
      </section>
    </>
  );
}
