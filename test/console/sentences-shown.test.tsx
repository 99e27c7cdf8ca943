import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fail } from '../../collector/check/finding.ts';
import { Findings } from '../../collector/console/components/findings.tsx';
import { Attempts } from '../../collector/console/components/message.tsx';
import { Sentence } from '../../collector/console/components/sentence.tsx';
import { writePrice } from '../../collector/console/numbers.ts';
import { ReaderProvider, strangerOf } from '../../collector/console/reader.tsx';
import type { Locale } from '../../collector/people/locale.ts';
import type { OutgoingDetail } from '../../collector/storage/outgoing.ts';
import { type ConsoleStand, idsIn, startConsole } from './console-stand.ts';

let stand: ConsoleStand;
beforeAll(async () => {
  stand = await startConsole();
});
afterAll(() => stand.close());

async function openAccount() {
  const account = await stand.addUser();
  const read = (locale: Locale) =>
    stand.query('update users set locale = $1 where login = $2', [locale, account.login]);
  return { account, read, visitor: await stand.enter(account.login) };
}

function render(locale: Locale, element: ComponentChildren): string {
  return renderToString(<ReaderProvider value={strangerOf(locale)}>{element}</ReaderProvider>);
}

/** As a reader sees it. */
const words = (html: string) => html.replace(/<[^>]+>/g, '').replaceAll('&#39;', "'");

test('hints and steps of the log are told in the reader’s language, and stored in English', async () => {
  const { account, read, visitor } = await openAccount();
  const click = await stand.addClick(account);
  const refused = await stand.postback(account, { click: 'a<b>' });
  const taken = await stand.postback(account, { click, status: 'Zorblax', name: 'x'.repeat(300) });
  const told = {
    en: {
      hint: '«a<b>» in «click» is no click ID: one has 32 hex digits',
      step: 'name was cut to 255 characters',
      rule: '«Zorblax» is no status that we know (no list, mapping or vocabulary knows it)',
    },
    ru: {
      hint: '«a<b>» в параметре «click» – не ID клика: в нём 32 шестнадцатеричные цифры',
      step: 'name: длиннее 255 символов, лишнее отрезано',
      rule: '«Zorblax» – неизвестный статус (его нет ни в списках, ни в настройках потока, ни в словаре)',
    },
  };
  const shown = (html: string) => words(html).replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  for (const locale of ['en', 'ru'] as const) {
    await read(locale);
    const { html } = await visitor.get(`/console/logs/${refused}`);
    expect(html, 'what was sent stands on its own, and as text').toContain('a&lt;b');
    expect(shown(html)).toContain(told[locale].hint);
    expect(shown(html).split(told.en.hint), 'the answer on the wire is English').toHaveLength(
      locale === 'en' ? 3 : 2,
    );
    expect(shown(html).includes(told.ru.hint)).toBe(locale === 'ru');
    const entry = shown((await visitor.get(`/console/logs/${taken}`)).html);
    for (const sentence of [told[locale].step, told[locale].rule]) expect(entry).toContain(sentence);
    const list = (await visitor.get('/console/logs')).html.replaceAll('&lt;', '<');
    expect(list, 'also where a list says it in passing').toContain(`title="${told[locale].hint}`);
  }
  const [row] = await stand.query<{ hint: string }>('select hint from postback_log where id = $1', [refused]);
  expect(row?.hint).toContain(told.en.hint);
});

test('who may not see contact data reads what is left of a hint in Russian as well', async () => {
  const { account } = await openAccount();
  const id = await stand.postback(account, { click: '{subacc4}' });
  const login = await stand.addMember(account, 'analyst');
  await stand.query('update users set locale = $1 where login = $2', ['ru', login]);
  const { html } = await (await stand.enter(login)).get(`/console/logs/${id}`);
  expect(words(html)).toContain('сеть не заменила макрос «…»');
  expect(words(html)).not.toContain('the network sent');
});

test('what nobody has translated is marked as English, what is translated is not', () => {
  const known = <Sentence text="the flow was deleted" />;
  const unknown = <Sentence text="nobody knows <b>" />;
  expect(render('ru', known)).toBe('<bdi>поток удалён</bdi>');
  expect(render('en', known)).toBe('<bdi>the flow was deleted</bdi>');
  expect(render('ru', unknown)).toBe('<bdi lang="en">nobody knows &lt;b></bdi>');
  expect(render('en', unknown)).toBe('<bdi>nobody knows &lt;b></bdi>');
});

test('findings are told in the reader’s language, what stands ready to be copied stays as it is', () => {
  const finding = fail('Policy', 'Nothing has answered.', 'Let the policy say so instead.', 'script-src a');
  const russian = render('ru', <Findings findings={[finding]} />);
  for (const text of ['Политика', 'Никто не ответил.', 'Напишите в политике так.', 'script-src a'])
    expect(russian).toContain(text);
  expect(russian).not.toContain('lang="en"');
  expect(words(render('en', <Findings findings={[finding]} />))).toContain('Let the policy say so instead.');
});

test('why nobody answered is told in Russian, what a receiver has answered is shown as it came', () => {
  const reader = { ...strangerOf('ru'), may: () => true };
  const tried = { id: '1', at: new Date(), tookMs: 3000, error: 'timeout' };
  const attempts = [
    { ...tried, http: null, answer: 'no connection within 3 s' },
    { ...tried, http: 500, answer: 'no connection within 3 s' },
  ];
  const message = { attempts, state: 'failed' } as unknown as OutgoingDetail;
  const html = renderToString(
    <ReaderProvider value={reader}>
      <Attempts message={message} />
    </ReaderProvider>,
  );
  expect(html.match(/за 3 с не удалось соединиться/g)).toHaveLength(1);
  expect(html.match(/no connection within 3 s/g)).toHaveLength(1);
});

test('amounts are written as the reader’s language does, with all their places', async () => {
  const price = (text: string, locale: Locale) => writePrice(text, locale).replace(/\u00a0/g, ' ');
  expect(price('1234.5000', 'ru')).toBe('1 234,50');
  expect(price('1234.5000', 'en')).toBe('1,234.50');
  expect(price('0.0125', 'ru')).toBe('0,0125');
  expect(price('999999999.9999', 'ru'), 'a float has no room for more').toBe('999 999 999,9999');
  expect(price('90071992547409931.1250', 'en')).toBe('90,071,992,547,409,931.125');

  const { account, read, visitor } = await openAccount();
  const click = await stand.addClick(account);
  const entry = await stand.postback(account, { click, uid: '7', status: 'approve', price: '12.5025' });
  const [lead = ''] = idsIn((await visitor.get('/console/leads')).html, `/console/leads/${click}`);
  for (const [locale, amount] of [
    ['en', '12.5025'],
    ['ru', '12,5025'],
  ] as const) {
    await read(locale);
    for (const path of ['/console/leads', `/console/leads/${click}/${lead}`, `/console/logs/${entry}`])
      expect((await visitor.get(path)).html, path).toContain(amount);
  }
  const form = await visitor.get(`/console/leads/${click}/${lead}/edit`);
  expect(form.html, 'a field keeps the point').toContain('value="12.5025"');
});
