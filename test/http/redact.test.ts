import { expect, it } from 'vitest';
import { redactBody, redactForm } from '../../collector/http/redact.ts';

const TOKEN = `sk_${'a1'.repeat(26)}`;

it.each([
  [`id=${TOKEN}&click=1`, 'id=[redacted]&click=1'],
  ['click=1&id=mistyped', 'click=1&id=[redacted]'],
  [`%69d=${TOKEN}`, '%69d=[redacted]'],
  [`id=a&id=b`, 'id=[redacted]&id=[redacted]'],
  [`token=${TOKEN}`, 'token=[redacted]'],
  ['click=1&uid=5', 'click=1&uid=5'],
  ['id', 'id'],
])('%s is kept as %s', (raw, kept) => expect(redactForm(raw)).toBe(kept));

it.each([
  [`{"id":"${TOKEN}","uid":"5"}`, '{"id":"[redacted]","uid":"5"}'],
  ['{ "id" : 12345, "uid": 5 }', '{ "id" : "[redacted]", "uid": 5 }'],
  ['{"id":"unfinished', '{"id":"[redacted]"'],
  [`id=${TOKEN}&a=1`, 'id=[redacted]&a=1'],
])('the body %s is kept as %s', (raw, kept) => expect(redactBody(raw, '')).toBe(kept));

it('takes the value that was read out of any other body', () => {
  const body = '--X\r\nContent-Disposition: form-data; name="id"\r\n\r\nmistyped-token\r\n--X--';
  expect(redactBody(body, 'mistyped-token')).not.toContain('mistyped-token');
});
