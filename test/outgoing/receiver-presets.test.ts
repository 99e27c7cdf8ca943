import { describe, expect, test } from 'vitest';
import { checkReceiver } from '../../collector/outgoing/check-receiver.ts';
import { unknownMacros } from '../../collector/outgoing/known-macros.ts';
import { fieldsIn, fillFields } from '../../collector/outgoing/presets/fill-fields.ts';
import { PRESETS } from '../../collector/outgoing/presets/index.ts';
import { RECEIVER_PRESETS } from '../../collector/outgoing/presets/receivers/index.ts';
import { sampleLead } from '../../collector/outgoing/sample-lead.ts';
import { macroValues } from '../../collector/pipeline/sending/macro-values.ts';
import { renderRequest } from '../../collector/pipeline/sending/render-request.ts';
import { aReceiver } from '../support/receiver.ts';

test('names and titles are unique, also among orders', () => {
  for (const key of ['name', 'title'] as const) {
    const all = RECEIVER_PRESETS.map((preset) => preset[key]);
    expect(new Set(all).size).toBe(all.length);
  }
  expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length);
});

const at = new Date('2031-05-01T12:00:00Z');
const filled = (preset: (typeof PRESETS)[number]) => ({
  ...preset,
  ...fillFields(preset, Object.fromEntries(preset.fields.map(({ name, example }) => [name, example]))),
});
const rendered = (name: string) => {
  const found = PRESETS.find((each) => each.name === name);
  if (!found) throw new Error(`There is no preset ${name}`);
  const preset = filled(found);
  const { lead, click } = sampleLead('a', 'spring', at);
  return renderRequest(preset, macroValues(preset, lead, click, at));
};

describe.each(PRESETS.map((preset) => [preset.name, preset] as const))('%s', (name, preset) => {
  const templates = [preset.url, preset.body, ...preset.headers.map(([, value]) => value)];

  test('could be saved as it is', async () => {
    const { kind, method, url, headers, bodyType, body, statuses, statusWords, answer, isKeyed } =
      filled(preset);
    const draft = aReceiver({
      kind,
      method,
      url,
      headers,
      bodyType,
      body,
      statuses,
      statusWords,
      answer,
      isKeyed,
    });
    expect(await checkReceiver({ ...draft, name: preset.title }, [], async () => null)).toEqual([]);
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(new URL(url).protocol).toBe('https:');
  });

  test('has no macro and no field that nobody fills in', () => {
    expect(unknownMacros(templates)).toEqual([]);
    expect(fieldsIn(preset).sort()).toEqual(preset.fields.map((field) => field.name).sort());
    const asksKey = preset.signs || templates.join().includes('{secret}');
    expect(asksKey).toBe(preset.secretName !== null);
  });

  test('says in both languages what it asks for', () => {
    for (const { title } of preset.fields) expect(title.ru).not.toBe(title.en);
    for (const text of [preset.note].filter((note) => note !== null)) expect(text.ru).toMatch(/[а-я]/i);
  });
});

test('Keitaro hears its own words', () => {
  expect(rendered('keitaro').url).toBe(
    'https://track.example.com/{secret}/postback?subid=sample-subid&status=sale&payout=12.5&currency=USD&tid=01920000000070008000000000000002',
  );
});

test('Meta gets hashes, the lead as event_id, and the click as fbc', () => {
  const { data } = JSON.parse(rendered('meta-capi').body);
  expect(data[0]).toMatchObject({
    event_id: '01920000000070008000000000000002',
    event_time: 1_935_403_200,
    user_data: { em: [expect.stringMatching(/^[0-9a-f]{64}$/)], fbc: 'fb.1.1935399600000.sample-fbclid' },
  });
  expect(rendered('meta-capi').body).not.toContain('sample@');
});

test('of an address that is pasted where a host is asked for, its host is taken', () => {
  const url = (domain: string) => fillFields(PRESETS[0] as (typeof PRESETS)[number], { domain }).url;
  expect(url(' https://track.example.com/admin?x=1 ')).toBe(url('track.example.com'));
  expect(url('track.example.com:8443')).toMatch(/^https:\/\/track\.example\.com:8443\//);
  expect(url('a@b')).toMatch(/^https:\/\/a%40b\//);
});

test('a phone has one hash however it is written', () => {
  const { lead, click } = sampleLead('a', 'spring', at);
  const hash = (phone: string) => macroValues(aReceiver(), { ...lead, phone }, click, at).get('phone.sha256');
  expect(hash('+49 (151) 555-12')).toBe(hash('4915155512'));
  expect(hash('0049 151 55512')).toBe(hash('4915155512'));
  expect(hash('00')).toBe('');
});

test('chats are told nothing of who the buyer is', () => {
  for (const name of ['telegram', 'slack', 'webhook'])
    expect(rendered(name).body).not.toMatch(/Sample Buyer|12025550123|sample@/);
});
