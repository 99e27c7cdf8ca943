import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConsoleStand, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

async function openAccount() {
  const account = await stand.addUser();
  const visitor = await stand.enter(account.login);
  const rates = () =>
    stand.query('select currency, usd from rates where account_id = $1 order by currency', [
      account.accountId,
    ]);
  return { account, visitor, rates };
}

test('pasted rates are set and shown; those of other currencies stay', async () => {
  const { visitor, rates } = await openAccount();
  const { status, headers } = await visitor.post('/console/settings/rates', {
    csv: 'currency;usd\r\nEUR;1,08\r\nRUB;0.0125',
  });
  expect([status, headers.get('location')]).toEqual([303, '/console/settings/rates?set=2']);
  await visitor.post('/console/settings/rates', { csv: 'EUR,1.1' });
  expect(await rates()).toEqual([
    { currency: 'EUR', usd: '1.1' },
    { currency: 'RUB', usd: '0.0125' },
  ]);
  const { html } = await visitor.get('/console/settings/rates?set=2');
  expect(html).toContain('2 rates are set');
  expect(html).toContain('0.0125');
});

test('with a problem in one line nothing is changed, each is told, and the text stays', async () => {
  const { visitor, rates } = await openAccount();
  await visitor.post('/console/settings/rates', { csv: 'EUR,1.1' });
  const { status, html } = await visitor.post('/console/settings/rates', {
    csv: 'EUR,2\nXX,1\nGBP,0\n</textarea><b>,1',
  });
  expect(status).toBe(422);
  for (const problem of ['Line 2: «XX» is no currency', 'Line 3: «0» is no rate', 'Line 4'])
    expect(html).toContain(problem);
  expect(html).toContain('EUR,2\nXX,1\nGBP,0');
  expect(html).not.toContain('<b>');
  expect(await rates()).toEqual([{ currency: 'EUR', usd: '1.1' }]);
  expect((await visitor.post('/console/settings/rates', { csv: '' })).html).toContain(
    'There is no rate in it',
  );
});

test('a file is read like pasted text', async () => {
  const { visitor, rates } = await openAccount();
  const form = new FormData();
  form.set('csv', '');
  form.set('file', new Blob(['\uFEFFUAH,0.0241\n'], { type: 'text/csv' }), 'rates.csv');
  const request = new Request(`${stand.url}/console/settings/rates`, { method: 'POST', body: form });
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  request.headers.set('Cookie', cookie);
  request.headers.set('Sec-Fetch-Site', 'same-origin');
  expect((await fetch(request, { redirect: 'manual' })).status).toBe(303);
  expect(await rates()).toEqual([{ currency: 'UAH', usd: '0.0241' }]);
});

test('each account has its own', async () => {
  const [mine, theirs] = [await openAccount(), await openAccount()];
  await theirs.visitor.post('/console/settings/rates', { csv: 'EUR,1.2345' });
  expect((await mine.visitor.get('/console/settings/rates')).html).not.toContain('1.2345');
  await mine.visitor.post('/console/settings/rates', { csv: 'EUR,1.5' });
  expect(await theirs.rates()).toEqual([{ currency: 'EUR', usd: '1.2345' }]);
});
