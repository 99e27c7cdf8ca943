import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { previewReceiver } from '../../collector/console/preview-receiver.ts';
import { unseal } from '../../collector/outgoing/seal.ts';
import { findReceiver, listReceivers } from '../../collector/storage/receivers.ts';
import { SECRET, type TestAccount } from '../support/collector.ts';
import { type ConsoleStand, startConsole, type Visitor } from './console-stand.ts';

let stand: ConsoleStand;
let account: TestAccount & { login: string };
let owner: Visitor;
let toy: Server;
let toyUrl: string;
const heard: { url: string; body: string }[] = [];
beforeAll(async () => {
  stand = await startConsole();
  account = await stand.addUser();
  owner = await stand.enter(account.login);
  toy = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      heard.push({ url: request.url ?? '', body });
      response.statusCode = request.url?.startsWith('/no') ? 404 : 200;
      response.end(`{"ok":true,"id":"N-7","you":"${request.url}"}`);
    });
  });
  await new Promise<void>((resolve) => toy.listen(0, '127.0.0.1', resolve));
  toyUrl = `http://127.0.0.1:${(toy.address() as AddressInfo).port}`;
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  toy.close();
  await stand.close();
});

const FORM = { name: 'Tracker', kind: 'additional', method: 'GET', flow: '', type: 'none' };
const add = (form: Record<string, string | string[]>, visitor = owner) =>
  visitor.post('/console/receivers/new', { ...FORM, url: `${toyUrl}/?c={click}&s={status}`, ...form });
async function added(form: Record<string, string | string[]>): Promise<string> {
  const { headers } = await add(form);
  return /receivers\/(rc_\w+)\?made/.exec(headers.get('location') ?? '')?.[1] ?? '';
}
const stored = async (id: string) => {
  const receiver = await findReceiver(stand.database.knex, account.accountId, id);
  if (!receiver) throw new Error('no such receiver');
  return receiver;
};

test('a receiver is made of a preset, with what the service wants to know, and waits for its key', async () => {
  expect((await owner.get(`/console/receivers/new?flow=${account.flow}`)).html).toContain('preset=keitaro');
  const asked = await owner.get(`/console/receivers/new?flow=${account.flow}&preset=keitaro`);
  expect(asked.html).toContain('name="f-domain"');
  const form = await owner.get(
    `/console/receivers/new?flow=${account.flow}&preset=keitaro&f-domain=track.example.com`,
  );
  expect(form.html).toContain('https://track.example.com/{secret}/postback?subid={subid}');
  const id = await added({
    kind: 'main',
    flow: account.flow,
    url: `${toyUrl}/{secret}/?s={subid}`,
    preset: 'keitaro',
  });
  expect(await stored(id)).toMatchObject({ isOn: false, flowId: account.flow, preset: 'keitaro' });

  expect((await owner.post(`/console/receivers/${id}/on`, {})).status).toBe(422);
  expect((await owner.post(`/console/receivers/${id}/key`, { key: 'k3y-1' })).status).toBe(303);
  const { sealedSecret } = await stored(id);
  expect(sealedSecret).not.toContain('k3y-1');
  expect(unseal(sealedSecret ?? '', id, SECRET)).toBe('k3y-1');
  expect((await owner.get(`/console/receivers/${id}`)).html).not.toContain('k3y-1');
  expect((await owner.post(`/console/receivers/${id}/on`, {})).status).toBe(303);
  expect((await stored(id)).isOn).toBe(true);
});

test('a second main receiver is refused, and says which is the first', async () => {
  const main = { kind: 'main', name: 'First' };
  await added(main);
  const { status, html } = await add({ ...main, name: 'Second' });
  expect(status).toBe(422);
  expect(html).toContain('«First» is the main receiver already');
});

test('what was typed stays, and each mistake is told beside its field', async () => {
  const before = (await listReceivers(stand.database.knex, account.accountId)).length;
  const { status, html } = await add({
    ...{ name: 'Typed', url: 'http://10.0.0.1/', headers: 'no header', goals: 'sale, upsell' },
    ...{ method: 'POST', type: 'json', body: '{ "price": {price} }' },
  });
  expect(status).toBe(422);
  for (const says of ['This address is not called', '«no header» is no header', 'this is no JSON'])
    expect(html).toContain(says);
  expect(html).toContain('sale, upsell');
  expect(await listReceivers(stand.database.knex, account.accountId)).toHaveLength(before);
});

test('it is changed, switched off and deleted', async () => {
  const id = await added({ name: 'Changing' });
  const path = `/console/receivers/${id}`;
  const words = { 'word-approve': 'sale', goals: 'sale', statuses: ['approve', 'cancel'], tests: 'yes' };
  expect((await owner.post(path, { ...FORM, name: 'Changed', url: `${toyUrl}/x`, ...words })).status).toBe(
    303,
  );
  expect(await stored(id)).toMatchObject({
    ...{ name: 'Changed', isOn: true, statuses: ['approve', 'cancel'], goals: ['sale'], testLeads: true },
    statusWords: { approve: 'sale' },
  });
  await owner.post(`${path}/off`, {});
  expect((await stored(id)).isOn).toBe(false);
  expect((await owner.post(`${path}/delete`, {})).status).toBe(422);
  expect((await owner.post(`${path}/delete`, { confirm: 'yes' })).status).toBe(303);
  expect((await owner.get(path)).status).toBe(404);
});

test('a receiver that was switched off by 410 says so in the list', async () => {
  const id = await added({ name: 'Gone' });
  await stand.query("update receivers set is_on = false, off_reason = 'gone', off_at = now() where id = $1", [
    id,
  ]);
  expect((await owner.get('/console/receivers')).html).toContain('switched off (410)');
  expect((await owner.get(`/console/receivers/${id}`)).html).toContain('it answered 410');
});

test('the preview is of the newest lead, of a chosen one, or of a made-up one', async () => {
  const click = await stand.addClick(account, '?subid=first');
  await stand.postback(account, { click, status: 'approve', name: 'Ann' });
  const other = await stand.addClick(account, '?subid=second');
  await stand.postback(account, { click: other, status: 'hold', name: 'Bob' });
  const [first] = await stand.query<{ id: string }>('select id from leads where click_id = $1', [click]);
  const id = await added({ flow: account.flow, url: `${toyUrl}/?sub={subid}&n={name}&u={unheard}` });
  const path = `/console/receivers/${id}`;
  const newest = await owner.get(path);
  expect(newest.html).toContain('second');
  expect(newest.html).toContain('{unheard}');
  const chosen = await owner.get(`${path}?lead=${first?.id}`);
  expect(chosen.html).toContain('sub=first&amp;n=Ann');
  expect((await owner.get(`${path}?lead=sample`)).html).toContain('sample-subid');
  expect((await owner.get(`${path}?lead=${'0'.repeat(32)}`)).html).toContain('There is no such lead');
});

test('a test arrives at once with the key, shows the answer without it, and leaves no row in the log', async () => {
  const id = await added({
    kind: 'order',
    method: 'POST',
    type: 'form',
    body: 'k={secret}&p={phone}',
    url: `${toyUrl}/order?k={secret}`,
    accepted: '$.ok = true',
    uid: '$.id',
  });
  const path = `/console/receivers/${id}/test`;
  await owner.post(`/console/receivers/${id}/key`, { key: 's3cr3t' });
  expect((await owner.post(path, { lead: 'sample' })).html).toContain('Tick that the network');
  const count = () => stand.query<{ n: string }>('select count(*) as n from outgoing');
  const before = await count();
  const { status, html } = await owner.post(path, { lead: 'sample', confirm: 'yes' });
  expect(status).toBe(200);
  expect(heard.at(-1)).toEqual({ url: '/order?k=s3cr3t', body: 'k=s3cr3t&p=%2B12025550123' });
  expect(html).toContain('The network took the order.');
  expect(html).toContain('N-7');
  expect(html).not.toContain('s3cr3t');
  expect(await count()).toEqual(before);
  const [line] = await stand.query<{ details: Record<string, string> }>(
    "select details from audit_log where action = 'receiver.test' order by at desc limit 1",
  );
  expect(line?.details).toEqual({ lead: 'sample', outcome: '200' });
});

test('a key does not go along to another host, nor into another text', async () => {
  const id = await added({ url: `${toyUrl}/{secret}?s={status}` });
  await owner.post(`/console/receivers/${id}/key`, { key: 'k3y-2' });
  await owner.post(`/console/receivers/${id}/on`, {});
  const save = (url: string) => owner.post(`/console/receivers/${id}`, { ...FORM, url });
  await save(`${toyUrl}/{secret}?s={status}&more={click}`);
  expect(await stored(id)).toMatchObject({ isOn: true, sealedSecret: expect.any(String) });
  const { headers } = await save(`${toyUrl}/show?k={secret}`);
  expect(await stored(id)).toMatchObject({ isOn: false, sealedSecret: null });
  expect((await owner.get(headers.get('location') ?? '')).html).toContain('off until its key is set');
});

test('a refusal is explained, and nobody can scan with tests', async () => {
  const id = await added({ name: 'Refusing', url: `${toyUrl}/no` });
  const path = `/console/receivers/${id}/test`;
  const answers = [];
  for (let times = 0; times < 6; times++) answers.push((await owner.post(path, { lead: 'sample' })).html);
  expect(answers[0]).toContain('It refuses the request');
  expect(answers.at(-1)).toContain('Too many tests');
});

test('who may not edit sees the list, and nothing of URLs', async () => {
  const id = await added({ name: 'Hidden keys', url: `${toyUrl}/?token=typed-by-hand` });
  const analyst = await stand.enter(await stand.addMember(account, 'analyst'));
  const { html } = await analyst.get('/console/receivers');
  expect(html).toContain('Hidden keys');
  expect(html).not.toContain('typed-by-hand');
  expect((await analyst.get(`/console/receivers/${id}`)).status).toBe(403);
});

test('a flow’s page shows its own and those of all flows', async () => {
  const id = await added({ name: 'Of the flow', flow: account.flow });
  await added({ name: 'Of everything' });
  const { html } = await owner.get(`/console/flows/${account.flow}/receivers`);
  expect(html).toContain(id);
  expect(html).toContain('Of everything');
});

test('what waits is counted', async () => {
  const id = await added({ name: 'Busy', url: 'http://waiting.example/' });
  await stand.query(
    `insert into outgoing_queue (id, host, receiver_id, lead_id, turn, due_at)
     select gen_random_uuid(), 'waiting.example:80', $1, gen_random_uuid(), 1, now() + interval '1 hour'
       from generate_series(1, 7)`,
    [id],
  );
  const { html } = await owner.get('/console/receivers');
  expect(html).toMatch(/data-head="Waiting"[^>]*><a [^>]+>7</);
});

test('a flow of another account is none', async () => {
  const theirs = await stand.addUser();
  expect((await add({ flow: theirs.flow })).status).toBe(404);
});

test('who may not see contact data is shown a made-up lead, also by the ID of a real one', async () => {
  const id = await added({ flow: account.flow, url: `${toyUrl}/?n={name}` });
  const [lead] = await stand.query<{ id: string }>('select id from leads where account_id = $1 limit 1', [
    account.accountId,
  ]);
  const deps = { knex: stand.database.knex, now: () => new Date() };
  for (const typed of ['', lead?.id ?? 'none']) {
    const shown = (may: boolean) =>
      stored(id).then((receiver) =>
        previewReceiver(deps, account.accountId, receiver, typed, { may: () => may }),
      );
    expect((await shown(true)).leadOf).not.toBeNull();
    const blind = await shown(false);
    expect(blind).toMatchObject({ leadOf: null, isUnknown: false });
    expect(blind.request.url).toContain('n=Sample%20Buyer');
  }
});
