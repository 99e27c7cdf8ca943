import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putRates, readRates, tellRateProblem } from '../../collector/storage/rates.ts';
import { startCollector, type TestAccount, type TestCollector } from '../support/collector.ts';

describe('readRates', () => {
  it('reads lines of currency and dollars, with or without headings', () => {
    const text = '\uFEFFcurrency;usd\r\neur;1,0832\nKZT\t0.00213\n"GBP","1.27"\n\n';
    const { rates, problems } = readRates(text);
    expect(problems).toEqual([]);
    expect([...rates]).toEqual([
      ['EUR', '1.0832'],
      ['KZT', '0.00213'],
      ['GBP', '1.27'],
    ]);
  });

  it.each([
    ['', 'no rate in it'],
    ['EUR', 'no rate in it'],
    ['EUR,0', 'Line 1'],
    ['EUR,-1', 'Line 1'],
    ['EUR,1\nUSD,NaN', 'Line 2'],
    ['EUR,1.1\nXYZ,2', 'Line 2: «XYZ» is no currency'],
  ])('«%s»: %s', (text, problem) => {
    expect(readRates(text).problems.map(tellRateProblem).join()).toContain(problem);
  });
});

describe('convert', () => {
  let collector: TestCollector;
  let account: TestAccount;
  beforeAll(async () => {
    collector = await startCollector();
    account = await collector.addAccount();
    await putRates(
      collector.database.knex,
      account.accountId,
      new Map([
        ['EUR', '1.08'],
        ['KZT', '0.002'],
      ]),
    );
  });
  afterAll(() => collector.close());

  const send = (query: string) =>
    collector.call(`/api/track/postback.json?id=${account.token}&flow=${account.flow}&${query}`);
  const leadOf = async (id = '') =>
    (
      await collector.query(
        'select price, currency, sent_price, sent_currency, rate from leads where id = $1',
        [id],
      )
    )[0];

  it('keeps both amounts and the rate', async () => {
    const { lead } = await send('subid=1&price=100&currency=EUR&convert=usd');
    expect(await leadOf(lead)).toEqual({
      ...{ price: '108.0000', currency: 'USD', sent_price: '100.0000', sent_currency: 'EUR', rate: '1.08' },
    });
  });

  it('converts between two currencies by way of the dollar', async () => {
    const { lead } = await send('subid=2&price=10&currency=EUR&convert=KZT');
    expect(await leadOf(lead)).toMatchObject({ price: '5400.0000', currency: 'KZT', rate: '540' });
  });

  it('repeating it changes nothing, also after the rates have changed', async () => {
    const query = 'subid=3&price=10&currency=EUR&convert=USD&status=approve';
    const { lead } = await send(query);
    await putRates(collector.database.knex, account.accountId, new Map([['EUR', '2']]));
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(await send(query)).toMatchObject({ error: 'no-changes', reason: 'same' });
    expect(await leadOf(lead)).toMatchObject({ price: '10.8000' });
    await send(query.replace('price=10', 'price=20'));
    expect(await leadOf(lead)).toMatchObject({ price: '40.0000', rate: '2' });
  });

  it('without a rate the price is kept as sent, with a warning', async () => {
    const { lead } = await send('subid=4&price=10&currency=GBP&convert=USD');
    expect(await leadOf(lead)).toMatchObject({ price: '10.0000', currency: 'GBP', rate: null });
    const [entry] = await collector.query('select warnings from postback_log where lead_id = $1', [lead]);
    expect(entry).toEqual({ warnings: ['no-rate'] });
  });
});

describe('countries', () => {
  it('come from the address unless they are sent', async () => {
    const collector = await startCollector();
    const account = await collector.addAccount();
    const send = (query: string) =>
      collector.call(`/api/track/postback.json?id=${account.token}&flow=${account.flow}&${query}`);
    const geoOf = async (answer: { lead?: string }) =>
      (await collector.query('select geo from leads where id = $1', [answer.lead]))[0]?.geo;
    expect(await geoOf(await send('subid=1&ip=8.8.8.8'))).toBe('US');
    expect(await geoOf(await send('subid=2&ip=2a00:1450::1&geo=kz'))).toBe('KZ');
    expect(await geoOf(await send('subid=3&ip=127.0.0.1'))).toBeNull();
    await collector.close();
  });
});
