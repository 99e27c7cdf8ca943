import type { Span, SpanOptions, Tracer } from '@opentelemetry/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog } from '../../collector/telemetry/create-log.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';
import { addTestReceiver } from '../support/messages.ts';

const METRICS_TOKEN = 'metrics-token-of-the-test';
/** Values that no log, metric or span may hold. */
const CANARIES = ['Quokkaname', '15550142', 'numbat', 'Bilbycomment', METRICS_TOKEN];
const CONTACT = new URLSearchParams({
  name: 'Quokkaname',
  phone: '+15550142999',
  email: 'numbat@shop.example',
  comment: 'Bilbycomment',
});

let collector: TestCollector;
let account: TestAccount;
let logged = '';
const spans: { name: string; attributes: Record<string, unknown>; ended: boolean }[] = [];

/** Keeps what a tracing backend would get. */
const tracer = {
  startActiveSpan(name: string, { attributes = {} }: SpanOptions, work: (span: Span) => unknown) {
    const record = { name, attributes: { ...attributes } as Record<string, unknown>, ended: false };
    spans.push(record);
    return work({
      setAttribute: (key: string, value: unknown) => {
        record.attributes[key] = value;
      },
      setStatus: (status: unknown) => {
        record.attributes.status = status;
      },
      end: () => {
        record.ended = true;
      },
    } as unknown as Span);
  },
} as unknown as Tracer;

beforeAll(async () => {
  const write = (text: string) => {
    logged += text;
  };
  const log = createLog({ level: 'trace', isForPeople: false, write });
  collector = await startCollector({
    log,
    tracer,
    metricsToken: METRICS_TOKEN,
    perKey: 5,
    limitClock: () => 0,
  });
  account = await collector.addAccount();
});
afterAll(() => collector.close());

const metrics = async (token = METRICS_TOKEN) => {
  const response = await fetch(`${collector.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, text: await response.text() };
};

async function useEveryDoor(): Promise<void> {
  const { token, flow, siteKey } = account;
  const { call, url } = collector;
  for (const query of [`flow=${flow}&subid=1`, 'click=%7Bclick%7D', '']) {
    await call(`/api/track/postback.json?id=${token}&${query}&${CONTACT}`);
  }
  await call(`/api/track/postback.json?id=${token.slice(0, -1)}x&${CONTACT}`);
  const body = JSON.stringify({ key: siteKey, ...Object.fromEntries(CONTACT) });
  for (const file of ['click.json', 'lead.json', 'lead.json']) {
    await call(`/api/track/${file}`, { method: 'POST', body });
  }
  await fetch(`${url}/c/${flow}?${CONTACT}`, { redirect: 'manual' });
  await fetch(`${url}/nowhere/${token}?${CONTACT}`);
  await fetch(`${url}/console/login`, { headers: { 'x-request-id': token } });
  await fetch(`${url}/api/v1/log`, { headers: { authorization: 'Bearer ak_numbatnumbat' } });
  await metrics('wrong');
}

it('holds no secret and no contact data in logs, metrics and spans', async () => {
  await useEveryDoor();
  await collector.database.knex.schema.renameTable('flows', 'flows_elsewhere');
  const headers = { cookie: 'x=1', authorization: `Bearer ak_${'0'.repeat(32)}` };
  await collector.database.knex.schema.renameTable('api_keys', 'keys_elsewhere');
  expect((await fetch(`${collector.url}/api/v1/log?q=numbat`, { headers })).status).toBe(500);
  await collector.database.knex.schema.renameTable('keys_elsewhere', 'api_keys');
  await collector.database.knex.schema.renameTable('flows_elsewhere', 'flows');

  const { status, text } = await metrics();
  expect(status).toBe(200);
  const told = { logged, metrics: text, spans: JSON.stringify(spans) };
  // That something was told, or nothing could be found in it.
  expect(logged).toContain('"door":"lead.json"');
  expect(logged).toContain('"msg":"a request failed"');
  expect(text).toMatch(
    /subpixel_postback_seconds_count\{channel="s2s",purpose="lead",outcome="created"\} 1\n/,
  );
  expect(text).toMatch(
    /subpixel_postback_seconds_count\{channel="s2s",purpose="lead",outcome="bad-click"\} 1\n/,
  );
  expect(text).toMatch(/subpixel_request_seconds_count\{door="link",status="302"\} 1\n/);
  expect(text).toMatch(/subpixel_over_limit_total\{by="key"\} [1-9]/);
  expect(text).toMatch(/subpixel_batch_size_count [1-9]/);
  expect(text).toContain('subpixel_spool_depth 0\n');
  expect(text).toContain('subpixel_messages_waiting 0\n');
  expect(text).toContain('nodejs_eventloop_lag_seconds');
  expect(spans).toContainEqual(expect.objectContaining({ name: 'batch', ended: true }));
  expect(spans).toContainEqual({
    name: 'postback',
    ended: true,
    attributes: {
      'subpixel.channel': 's2s',
      'subpixel.purpose': 'lead',
      'subpixel.format': 'json',
      'subpixel.outcome': 'bad-click',
      'subpixel.reason': 'unreplaced-macro',
    },
  });
  const { token, siteKey } = account;
  for (const canary of [...CANARIES, token, token.slice(3, 40), siteKey]) {
    for (const [where, everything] of Object.entries(told)) {
      expect(everything.includes(canary), `${canary} in ${where}`).toBe(false);
    }
  }
});

it('has few labels, whatever is asked for', async () => {
  for (let index = 0; index < 50; index += 1) await fetch(`${collector.url}/${index}/numbat`);
  const lines = (await metrics()).text.split('\n').filter((line) => line.includes('request_seconds_count'));
  expect(lines.filter((line) => line.includes('door="other"')).length).toBeLessThan(6);
});

it('shows the metrics to nobody without the token, and not at all where there is none', async () => {
  expect(await metrics('wrong')).toMatchObject({ status: 401 });
  const other = await startCollector();
  const headers = { authorization: 'Bearer null' };
  expect((await fetch(`${other.url}/metrics`, { headers })).status).toBe(404);
  await other.close();
});

it('tells of messages: what waits, for how long, and what came of tries', async () => {
  const own = await startCollector({ metricsToken: METRICS_TOKEN, sends: true });
  const read = async () => {
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    return (await fetch(`${own.url}/metrics`, { headers })).text();
  };
  const mine = await own.addAccount();
  await addTestReceiver(own, mine, { url: 'https://10.0.0.1/pb' });
  await own.call(`/api/track/postback.json?id=${mine.token}&flow=${mine.flow}&subid=1&status=approve`);
  await expect
    .poll(read, { timeout: 10_000 })
    .toMatch(/subpixel_message_tries_total\{kind="main",outcome="blocked"\} 1\n/);
  await own.query(
    `insert into outgoing_queue (id, host, receiver_id, lead_id, turn, due_at, began_at)
     values (gen_random_uuid(), 'a', 'r', gen_random_uuid(), 0, now() + '1 hour', now()),
            (gen_random_uuid(), 'b', 'r', gen_random_uuid(), 0, now() + '2 hours', null)`,
  );
  expect(await read()).toMatch(/subpixel_messages_waiting 2\n[\s\S]*subpixel_messages_overdue_seconds 0\n/);
  await own.close();
});
