import { describe, expect, test } from 'vitest';
import type { Reply } from '../../collector/outgoing/courier.ts';
import { fieldsIn, fillFields } from '../../collector/outgoing/presets/fill-fields.ts';
import { ORDER_PRESETS } from '../../collector/outgoing/presets/orders/index.ts';
import { checkRule, type RulePlace, readAnswer } from '../../collector/outgoing/read-answer.ts';
import { MACROS, macrosIn } from '../../collector/pipeline/sending/macros.ts';
import { renderRequest } from '../../collector/pipeline/sending/render-request.ts';

const NASTY = 'a&b=c"\\\r\n</x>{click}#é%00 \u2028';
const OURS = new Set([...MACROS, 'secret', 'click_time', 'time.iso', 'click_time.iso']);

const reply = (http: number, answer: string): Reply => ({
  ...{ http, answer, failure: null, explains: '', retryAfterMs: null, mayHaveArrived: true, tookMs: 1 },
});

test('names and titles are unique', () => {
  for (const key of ['name', 'title'] as const)
    expect(new Set(ORDER_PRESETS.map((preset) => preset[key])).size).toBe(ORDER_PRESETS.length);
});

describe.each(ORDER_PRESETS.map((preset) => [preset.name, preset] as const))('%s', (name, preset) => {
  const filled = fillFields(
    preset,
    Object.fromEntries(preset.fields.map(({ name: field, example }) => [field, example])),
  );
  const templates = [preset.url, preset.body, ...preset.headers.map(([, value]) => value)];

  test('has a name that can be stored, and goes to an address by https', () => {
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    const url = new URL(filled.url);
    expect([url.protocol, url.username, url.port]).toEqual(['https:', '', '']);
    expect(url.hostname).not.toMatch(/[<>{}]/);
  });

  test('has no macro and no field that nobody fills in, and sends the click, the name and the phone', () => {
    const macros = templates.flatMap(macrosIn);
    expect(macros.filter((macro) => !OURS.has(macro))).toEqual([]);
    expect(macros).toEqual(expect.arrayContaining(['name', 'phone']));
    expect(macros.some((macro) => macro === 'click' || macro === 'lead')).toBe(true);
    expect(macros.includes('secret')).toBe(preset.secretName !== null);
    expect(fieldsIn(preset).sort()).toEqual(preset.fields.map((field) => field.name).sort());
  });

  test('no value of a lead and no field gets out of its place', () => {
    const values = new Map(templates.flatMap(macrosIn).map((macro) => [macro, NASTY]));
    const nasty = fillFields(preset, Object.fromEntries(preset.fields.map((field) => [field.name, NASTY])));
    const plain = renderRequest({ ...preset, ...filled }, new Map());
    const request = renderRequest({ ...preset, ...nasty, url: filled.url }, values);
    const names = (text: string) => [...new URLSearchParams(text)].map(([key]) => key);
    expect(names(new URL(request.url).search)).toEqual(names(new URL(plain.url).search));
    for (const [, value] of request.headers) expect(value).toMatch(/^[\x20-\x7e]*$/);
    if (preset.bodyType === 'json') {
      expect(shapeOf(JSON.parse(request.body))).toEqual(shapeOf(JSON.parse(plain.body)));
    } else {
      expect(names(request.body)).toEqual(names(plain.body));
    }
  });

  test('reads the answers that the network gives', () => {
    for (const [place, rule] of Object.entries(preset.answer))
      if (rule !== null) expect(checkRule(rule, place as RulePlace)).toBeNull();
    expect(preset.accepted.length * preset.refused.length).toBeGreaterThan(0);
    for (const { http, body, uid } of preset.accepted)
      expect(readAnswer(preset.answer, reply(http, body))).toEqual({ kind: 'accepted', uid });
    for (const { http, body, reason } of preset.refused)
      expect(readAnswer(preset.answer, reply(http, body))).toEqual({ kind: 'refused', reason });
  });

  test('takes no error page and no wrong key for an answer about the lead', () => {
    if (preset.answer.accepted !== null || preset.answer.uid !== null)
      expect(readAnswer(preset.answer, reply(200, '<html>Welcome</html>'))).toEqual({ kind: 'unsure' });
    expect(readAnswer(preset.answer, reply(401, '{"status":"error"}'))).toEqual({ kind: 'again' });
  });
});

function shapeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shapeOf(each)]))
    : typeof value;
}
