import type { Attack } from './attack.ts';

const s2s = (encoding: Attack['encoding'], ...pairs: Attack['pairs']): Attack => ({
  door: 'postback.json',
  encoding,
  pairs: [['id', '@token'], ['click', '@click'], ...pairs],
  inQuery: 2,
  headers: {},
});

/** Counterexamples that were found, by what was wrong. They are tried at every run. */
export const KEPT: Readonly<Record<string, readonly Attack[]>> = {
  'a URL of several packets was answered before its entry was written': [
    s2s('form', ['name', 'x']),
    { ...s2s('form', ['name', 'x'.repeat(70_000)]), inQuery: 3 },
  ],
  'a token in a wrong parameter was stored': [
    s2s('query', ['uid', '@token'], ['meta[@token]', 'x@tokeny'], ['comment', 'x@token']),
    s2s('json', ['meta', { json: '{"id":"@token"}' }], ['flow', '@token']),
    {
      ...s2s('query'),
      pairs: [
        ['id', '@token'],
        ['click', '@token'],
      ],
    },
    {
      ...s2s('query'),
      door: 'link',
      pairs: [['data1', '@token']],
      headers: { referer: 'https://x.example/?id=@token' },
    },
  ],
  'a remark quoted a NUL': [s2s('query', ['meta[\0]', { hex: 'c8e2e0ed' }])],
  'half a surrogate pair stopped a redirect': [
    { ...s2s('get-json', ['utm_source', { json: '"\\ud800"' }]), door: 'link', inQuery: 0 },
  ],
  'a NUL in a flow or site key reached the database': [
    { ...s2s('query', ['data1', 'a\0b']), door: 'link' },
    {
      ...s2s('json'),
      door: 'lead.json',
      pairs: [
        ['key', '\0'],
        ['click', '@fresh'],
      ],
    },
    {
      ...s2s('query'),
      pairs: [
        ['id', '@token'],
        ['flow', '\0x'],
        ['subid', '\0'],
      ],
    },
  ],
  'after a raw space the parser complained of something else': [
    s2s('raw', ['name', 'a HTTP/9.9']),
    s2s('raw', ['name', 'a HTTP/1.1 b']),
    s2s('raw', ['name', 'a ICE/1.0']),
    s2s('raw', ['name', 'a HTT']),
  ],
};
