import { describe, expect, it } from 'vitest';
import { readParameters } from '../../collector/http/parameters/read-parameters.ts';

async function read(query: string, body: string | Buffer = '', contentType = '') {
  const { parameters, unreadable } = await readParameters({ query, body: Buffer.from(body), contentType });
  return {
    values: Object.fromEntries(parameters.values),
    meta: Object.fromEntries(parameters.meta),
    undecoded: [...parameters.undecoded.keys()],
    warnings: parameters.remarks.map((remark) => remark.warning),
    unreadable,
  };
}

const MULTIPART = [
  '--X\r\nContent-Disposition: form-data; name="click"\r\n\r\nabc',
  '--X\r\nContent-Disposition: form-data; name="name"\r\n\r\nИван & Co',
  '--X\r\nContent-Disposition: form-data; name="meta[size]"\r\n\r\nXL',
  '--X\r\nContent-Disposition: form-data; name="meta[a][b]"\r\n\r\n1',
  '--X\r\nContent-Disposition: form-data; name="file"; filename="x.txt"\r\n\r\nnot read',
  '--X--\r\n',
].join('\r\n');
const FORM = 'click=abc&name=%D0%98%D0%B2%D0%B0%D0%BD+%26+Co&meta%5Bsize%5D=XL&meta[a][b]=1';
const JSON_BODY = '{"click":"abc","name":"Иван & Co","meta":{"size":"XL","a":{"b":"1"}}}';

describe('B12: every encoding gives the same parameters', () => {
  it.each([
    ['query', FORM, '', ''],
    ['form', '', FORM, 'application/x-www-form-urlencoded; charset=utf-8'],
    ['form without a content type', '', FORM, ''],
    ['form as text/plain', '', FORM, 'text/plain'],
    ['json', '', JSON_BODY, 'application/json'],
    ['json as text/plain', '', JSON_BODY, 'text/plain;charset=UTF-8'],
    ['json without a content type', '', JSON_BODY, ''],
    ['multipart', '', MULTIPART, 'multipart/form-data; boundary=X'],
  ])('%s', async (_name, query, body, contentType) => {
    const { values, meta, unreadable } = await read(query, body, contentType);
    expect(unreadable).toBeNull();
    expect(values).toEqual({ click: 'abc', name: 'Иван & Co' });
    expect(meta).toEqual({ size: 'XL', a: '{"b":"1"}' });
  });
});

describe('readParameters', () => {
  it('B4: takes the last of a repeated name, and the body before the query', async () => {
    expect((await read('a=1&a=2')).values).toEqual({ a: '2' });
    expect((await read('a=1&b=3', 'a=2')).values).toEqual({ a: '2', b: '3' });
  });

  it('takes an empty value as not given', async () => {
    expect((await read('a=1&a=&b=', '')).values).toEqual({ a: '1' });
    expect((await read('a=1', '{"a":"","c":null}')).values).toEqual({ a: '1' });
  });

  it('B8: keeps names as they are: no dots, no brackets, no arrays', async () => {
    const { values } = await read('utm.x=1&click[]=a&click[x]=b&A=2');
    expect(values).toEqual({ 'utm.x': '1', 'click[]': 'a', 'click[x]': 'b', A: '2' });
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'then', 'length'])(
    'B5, B6: %s is a name and a custom field like any other',
    async (name) => {
      const form = await read(`${name}=v&meta[${name}]=m&meta[${name}2][x]=1`);
      expect(Object.entries(form.values)).toEqual([[name, 'v']]);
      expect(Object.entries(form.meta)).toEqual([
        [name, 'm'],
        [`${name}2`, '{"x":"1"}'],
      ]);
      const json = await read('', `{"${name}":"v","meta":{"${name}":"m"}}`);
      expect(Object.entries(json.values)).toEqual([[name, 'v']]);
      expect(Object.entries(json.meta)).toEqual([[name, 'm']]);
      expect(({} as Record<string, unknown>).x).toBeUndefined();
    },
  );

  it('B13: keeps bytes that are not UTF-8, for the flow to read', async () => {
    const { values, undecoded } = await read('name=%C8%E2%E0%ED&b=%D0%98');
    expect(values).toEqual({ name: '%C8%E2%E0%ED', b: 'И' });
    expect(undecoded).toEqual(['name']);
    const raw = await read('', Buffer.from([0x6e, 0x3d, 0xc8, 0xe2]), 'application/x-www-form-urlencoded');
    expect(raw).toMatchObject({ values: { n: '%C8%E2' }, undecoded: ['n'] });
  });

  it.each(['%', '%4', '%zz', '100%+off'])('a stray percent sign in «%s» stands for itself', async (text) => {
    expect((await read(`a=${text}`)).values).toEqual({ a: text.replaceAll('+', ' ') });
  });

  it('B7: reads 256 pairs and says that there were more', async () => {
    const many = Array.from({ length: 300 }, (_, index) => `p${index}=1`).join('&');
    const { values, warnings } = await read(many);
    expect(Object.keys(values)).toHaveLength(256);
    expect(warnings).toEqual(['too-many']);
    expect((await read(`${'&'.repeat(60_000)}a=1`)).warnings).toEqual(['too-many']);
  });

  it.each([
    ['broken JSON', '{"a":', 'application/json'],
    ['a JSON list', '[1]', 'application/json'],
    ['JSON nested 5,000 deep', `{"meta":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'application/json'],
    ['multipart without a boundary', 'x', 'multipart/form-data'],
    ['multipart that ends in the middle', MULTIPART.slice(0, 90), 'multipart/form-data; boundary=X'],
    // These two ended the process: the errors of busboy's parts had no listener.
    ['multipart that ends in a file', MULTIPART.slice(0, -10), 'multipart/form-data; boundary=X'],
    [
      'multipart that ends in one of many parts',
      `${'--X\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(400)}--X\r\n`,
      'multipart/form-data; boundary=X',
    ],
  ])('%s is told as unreadable, with the query kept', async (_name, body, contentType) => {
    const { values, unreadable } = await read('click=abc', body, contentType);
    expect(unreadable).toMatchObject({ http: 400, reason: 'unreadable' });
    expect(values).toEqual({ click: 'abc' });
  });

  it('turns JSON scalars into text', async () => {
    const { values, meta } = await read(
      '',
      '{"price":10.5,"test":true,"x":{"a":[1]},"meta":{"n":1,"l":["a"]}}',
    );
    expect(values).toEqual({ price: '10.5', test: 'true', x: '{"a":[1]}' });
    expect(meta).toEqual({ n: '1', l: '["a"]' });
  });
});
