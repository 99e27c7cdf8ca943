import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStand, type Stand } from './stand.ts';

let stand: Stand;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(async () => {
  expect(stand.collector.errors).toEqual([]);
  await stand.collector.close();
});

/** Sends values for a click of their own, and returns the lead, the warnings and the answer. */
async function store(values: string | object) {
  const click = await stand.click();
  const answer =
    typeof values === 'string'
      ? await stand.postback(`click=${click}&${values}`)
      : await stand.postback('', { method: 'POST', body: JSON.stringify({ click, ...values }) });
  const [lead] = await stand.leads(click);
  const [entry] = await stand.entries(click);
  return { answer, lead, warnings: entry?.warnings };
}

describe('texts', () => {
  it('C1: NUL in a text is taken out, with a warning', async () => {
    const { lead, warnings } = await store('name=a%00b&uid=%00u');
    expect(lead).toMatchObject({ name: 'ab', uid: 'u' });
    expect(warnings).toEqual(['cleaned']);
  });

  it('C2: NUL in a custom field and in its name is taken out', async () => {
    const { lead, warnings } = await store({ meta: { 'a\0': 'x\0y' } });
    expect(lead).toMatchObject({ meta: { a: 'xy' } });
    expect(warnings).toEqual(['cleaned']);
  });

  it.each(['name', 'comment'])('C3: half a surrogate pair in %s is taken out', async (field) => {
    const { lead } = await store({ [field]: 'x\ud800y' });
    expect(lead).toMatchObject({ [field]: 'xy' });
  });

  it('C4: half a surrogate pair in a custom field and in its name is taken out', async () => {
    const { lead } = await store({ meta: { 'k\udc00': '\ud800v' } });
    expect(lead).toMatchObject({ meta: { k: 'v' } });
  });

  it('C5: bytes that are no UTF-8 are kept as %XX, with a warning, in any encoding', async () => {
    const click = await stand.click();
    const body = Buffer.concat([
      Buffer.from(`{"click":"${click}","name":"a`),
      Buffer.from([0xff, 0x80]),
      Buffer.from('"}'),
    ]);
    expect(await stand.postback('', { method: 'POST', body })).toMatchObject({ result: 'created' });
    expect(await stand.leads(click)).toMatchObject([{ name: 'a%FF%80' }]);
    expect(await stand.entries(click)).toMatchObject([{ warnings: ['undecoded'] }]);
    expect((await store('name=a%ff%80')).lead).toMatchObject({ name: 'a%FF%80' });
  });

  it('C12: texts as long as none should be are cut, and the log says so', async () => {
    const noise = Array.from({ length: 4000 }, (_, index) => ((index * 7919) % 36).toString(36)).join('');
    const { lead, warnings } = await store({ uid: noise, goal: noise, name: noise });
    expect(lead).toMatchObject({
      uid: noise.slice(0, 128),
      goal: noise.slice(0, 64),
      name: noise.slice(0, 255),
    });
    expect(warnings).toEqual(['cut']);
    const inFlow = await stand.postback(`flow=${stand.account.flow}&subid=${noise}`);
    expect(inFlow).toMatchObject({ result: 'created' });
    expect(await stand.entries(inFlow.click ?? '')).toMatchObject([{ warnings: ['cut'] }]);
  });

  it('C14: lists and objects become JSON text, never a list of the database', async () => {
    const { lead } = await store({ name: ['a', 'b'], comment: { a: 1 }, uid: [1], meta: ['x', ['y']] });
    expect(lead).toMatchObject({ name: '["a","b"]', comment: '{"a":1}', uid: '[1]', meta: {} });
  });

  it('C15: custom fields are texts, whatever number stood there', async () => {
    const click = await stand.click();
    const body = `{"click":"${click}","meta":{"a":1e309,"b":0.10,"c":12345678901234567890,"d":true,"e":null}}`;
    await stand.postback('', { method: 'POST', body });
    expect(await stand.leads(click)).toMatchObject([
      { meta: { a: 'Infinity', b: '0.1', c: '12345678901234567890', d: 'true' } },
    ]);
  });

  it('whole numbers of any length keep their digits: neighbours are two leads', async () => {
    const click = await stand.click();
    const send = (uid: string) =>
      stand.postback('', { method: 'POST', body: `{"click":"${click}","uid":${uid}}` });
    await send('1234567890123456789');
    await send('1234567890123456788');
    expect((await stand.leads(click)).map(({ uid }) => uid)).toEqual([
      '1234567890123456789',
      '1234567890123456788',
    ]);
  });
});

describe('money', () => {
  it.each([
    ...[
      'NaN',
      'Infinity',
      '-Infinity',
      '1e309',
      '1e-20000',
      '1e131072',
      '0x1F',
      '0b11',
      '1,234',
      '-5',
      '10 bananas',
    ],
    ...['{payout}', '1000000000.01'],
  ])('C6, C7, C9, C10: the price «%s» is ignored, with a warning', async (price) => {
    const { answer, lead, warnings } = await store(`price=${encodeURIComponent(price)}`);
    expect(answer).toMatchObject({ result: 'created', lead_status: 'new' });
    expect(lead).toMatchObject({ price: null, currency: null });
    expect(warnings).toEqual(['bad-price']);
  });

  it.each(['', ' ', '%00'])('C9: an empty price «%s» is not zero', async (price) => {
    expect((await store(`price=${price}`)).lead).toMatchObject({ price: null, status: 'new' });
  });

  it.each([
    ['10,50', '10.5000', 'USD'],
    ['1.234,56', '1234.5600', 'USD'],
    ['1,234.56', '1234.5600', 'USD'],
    ['1 234,56', '1234.5600', 'USD'],
    ['1’234.50', '1234.5000', 'USD'],
    ['10 EUR', '10.0000', 'EUR'],
    ['$10', '10.0000', 'USD'],
  ])('C8: the price «%s» is %s %s', async (sent, price, currency) => {
    expect((await store(`price=${encodeURIComponent(sent)}`)).lead).toMatchObject({ price, currency });
  });

  it.each([
    ['usd', 'USD'],
    [' eur ', 'EUR'],
    ['RUR', 'RUB'],
    ['usdt', 'USDT'],
  ])('C11: the currency «%s» is %s', async (sent, currency) => {
    expect((await store(`price=1&currency=${encodeURIComponent(sent)}`)).lead).toMatchObject({ currency });
  });

  it.each(['US$', 'QQQ', '💵', 'DROP', '__proto__'])(
    'C11: nobody uses the currency «%s»: ignored, with a warning',
    async (sent) => {
      const { lead, warnings } = await store(`price=1&currency=${encodeURIComponent(sent)}`);
      expect(lead).toMatchObject({ price: '1.0000', currency: 'USD' });
      expect(warnings).toContain('bad-currency');
    },
  );
});

describe('addresses and IDs', () => {
  it.each([
    ['1.2.3.4, 5.6.7.8', '1.2.3.4'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['999.1.1.1', '127.0.0.1'],
    ['<script>', '127.0.0.1'],
  ])('C13: the address «%s» is %s; what is none leaves the click’s', async (sent, ip) => {
    expect((await store(`ip=${encodeURIComponent(sent)}`)).lead).toMatchObject({ ip });
  });

  it.each(['9223372036854775808', 'not-a-uuid', '-1', '0192a0b1-c2d3-7e4f-8a5b', "1' or '1'='1"])(
    'C16: the click «%s» is none',
    async (click) => {
      expect(await stand.postback(`click=${encodeURIComponent(click)}`)).toMatchObject({
        ...{ http: 200, error: 'bad-click', reason: 'malformed' },
      });
      const flow = await stand.postback(`flow=${encodeURIComponent(click)}&subid=1`);
      expect(flow).toMatchObject({ http: 200, error: 'bad-flow', reason: 'unknown' });
    },
  );

  it('C17: an ID minted in the year 300000 is no click, and nothing waits for it', async () => {
    const click = 'ffffffffffff7fffbfffffffffffffff';
    expect(await stand.lead({ click })).toMatchObject({ error: 'bad-click' });
    expect(await stand.postback(`click=${click}`)).toMatchObject({ error: 'bad-click', reason: 'unknown' });
    expect(await stand.collector.query('select from parked_postbacks where click_id = $1', [click])).toEqual(
      [],
    );
  });
});

describe('status words', () => {
  it('C18: words of any script are compared, and empty items of a list match nothing', async () => {
    expect((await store(`status=${encodeURIComponent('Одобрен')}&sta=A,,`)).answer).toMatchObject({
      lead_status: 'approve',
    });
    expect((await store(`status=${encodeURIComponent('沒有')}&sta=A,,`)).answer).toMatchObject({
      lead_status: 'new',
    });
    expect((await store('status=---&sta=A,,&stt=,')).answer).toMatchObject({ lead_status: 'new' });
  });

  it('C19: a word in two lists is trash before cancel, hold, approve, new; an unknown one keeps the status', async () => {
    const lists = ['stt', 'stc', 'sth', 'sta', 'stn'];
    const order = ['trash', 'cancel', 'hold', 'approve', 'new'];
    for (const [index, expected] of order.entries()) {
      const query = lists
        .slice(index)
        .map((list) => `${list}=Z9`)
        .join('&');
      expect((await store(`status=Z9&${query}`)).answer).toMatchObject({ lead_status: expected });
    }
    const click = await stand.click();
    await stand.postback(`click=${click}&status=hold`);
    expect(await stand.postback(`click=${click}&status=zorblax`)).toMatchObject({ error: 'no-changes' });
    expect(await stand.leads(click)).toMatchObject([{ status: 'hold' }]);
    expect((await stand.newestEntry())?.warnings).toEqual(['unmapped-status']);
  });
});

describe('macros', () => {
  const MACROS = [
    ...[
      '{click}',
      '%7Bclick%7D',
      '{{click}}',
      '[CLICK]',
      '${click}',
      '#click#',
      '##click##',
      '[[[click]]]',
      '%click%',
    ],
    ...['<click>', '[=click=]', '#{click}', 'null', 'undefined', '  {click}  '],
  ];
  it.each(MACROS)('C21: «%s» as click is never a lead', async (macro) => {
    const sent = macro.startsWith('%7B') ? macro : encodeURIComponent(macro);
    const answer = await stand.postback(`click=${sent}`);
    expect(answer).toMatchObject({
      error: 'bad-click',
      reason: 'unreplaced-macro',
      hint: expect.stringMatching(/«.+»/),
    });
    expect(await stand.newestEntry()).toMatchObject({ reason: 'unreplaced-macro', lead_id: null });
  });

  it.each(MACROS)('C21: «%s» as subid does not make one lead of all', async (macro) => {
    const sent = macro.startsWith('%7B') ? macro : encodeURIComponent(macro);
    const answer = await stand.postback(`flow=${stand.account.flow}&subid=${sent}`);
    expect(answer).toMatchObject({ error: 'bad-flow', reason: 'unreplaced-macro' });
  });

  it('C21: an ID with spaces around it, or escaped twice, is read', async () => {
    const click = await stand.click();
    expect(await stand.postback(`click=%20${click}%0A`)).toMatchObject({ result: 'created' });
    expect(await stand.postback(`click=%2520${click}`)).toMatchObject({ error: 'no-changes' });
  });
});
