import { describe, expect, it } from 'vitest';
import { newId } from '../../collector/ids.ts';
import { cleanText } from '../../collector/pipeline/clean-text.ts';
import { flowClickId, isMintable, readClickId } from '../../collector/pipeline/click-id.ts';
import { isInRanges } from '../../collector/pipeline/ip-range.ts';
import { looksLikeMacro } from '../../collector/pipeline/macro-like.ts';
import { firstIp } from '../../collector/pipeline/read-changes.ts';
import { makeToken, readToken } from '../../collector/pipeline/token.ts';

describe('cleanText', () => {
  it('takes out what Postgres refuses and never cuts inside a character', () => {
    expect(cleanText('a\0b', 10)).toEqual({ text: 'ab', cleaned: true, cut: false });
    expect(cleanText('a\ud800b', 10)).toEqual({ text: 'ab', cleaned: true, cut: false });
    expect(cleanText('ab😀', 3)).toEqual({ text: 'ab', cleaned: false, cut: true });
    expect(cleanText('ab😀', 4)).toEqual({ text: 'ab😀', cleaned: false, cut: false });
  });
});

describe('looksLikeMacro', () => {
  it.each([
    ...['{x}', '{{x}}', '${x}', '#x#', '##x##', '[x]', '[[[x]]]', '%x%', '<x>', '[=x=]', '#{x}', ' {click} '],
    ...['null', 'undefined'],
  ])('%s', (text) => expect(looksLikeMacro(text)).toBe(true));
  it.each(['abc', '0192{x}', 'a#b', '50%', ''])('not «%s»', (text) =>
    expect(looksLikeMacro(text)).toBe(false),
  );
});

describe('click IDs', () => {
  const id = '0192a0b1c2d37e4f8a5b6c7d8e9f0a1b';
  it.each([id, id.toUpperCase(), '0192a0b1-c2d3-7e4f-8a5b-6c7d8e9f0a1b', ` ${id} `])('%s is read', (text) =>
    expect(readClickId(text)).toBe(id),
  );
  it.each(['', 'abc', `${id}0`, '{click}', id.replace('a', 'g')])('«%s» is none', (text) =>
    expect(readClickId(text)).toBeNull(),
  );
  it('a browser may bring only a UUIDv7 of these two days', () => {
    const now = new Date();
    expect(isMintable(newId(), now)).toBe(true);
    expect(isMintable(newId(), new Date(now.getTime() + 49 * 3600_000))).toBe(false);
    expect(isMintable(newId(), new Date(now.getTime() - 49 * 3600_000))).toBe(false);
    expect(isMintable('0192a0b1c2d34e4f8a5b6c7d8e9f0a1b', now)).toBe(false);
  });
  it('stands for a flow and a subid, always the same and never two pairs', () => {
    expect(flowClickId('a', 'b')).toBe(flowClickId('a', 'b'));
    expect(flowClickId('a', 'b')).not.toBe(flowClickId('a","b', ''));
    expect(flowClickId('a', 'b')).toMatch(/^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
  });
});

describe('postback tokens', () => {
  const token = makeToken('abcdefghijk1', 'secret one');
  it('are read by the secret that made them and by no other', () => {
    expect(readToken(token, 'secret one')).toBe('abcdefghijk1');
    expect(readToken(token, 'secret two')).toBeNull();
  });
  it.each(['', 'sk_', token.slice(0, -1), `${token}${token}`, token.toUpperCase(), token.replace(/.$/, 'z')])(
    '«%s» is refused without an exception',
    (wrong) => expect(readToken(wrong, 'secret one')).toBeNull(),
  );
});

describe('addresses', () => {
  it.each([
    ['203.0.113.7', ['203.0.113.0/24'], true],
    ['203.0.114.7', ['203.0.113.0/24'], false],
    ['2001:db8::1', ['2001:db8::/32'], true],
    ['203.0.113.7', ['203.0.113.7'], true],
    ['203.0.113.7', [], true],
    ['203.0.113.7', ['nonsense', '1.2.3.4/99'], false],
    ['', ['203.0.113.0/24'], false],
  ])('%s in %j: %s', (ip, ranges, expected) => expect(isInRanges(ip, ranges)).toBe(expected));

  it.each([
    ['1.2.3.4, 5.6.7.8', '1.2.3.4'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['nobody, 9.9.9.9', '9.9.9.9'],
    ['<script>', null],
  ])('%s reads %s', (text, expected) => expect(firstIp(text)).toBe(expected));
});
