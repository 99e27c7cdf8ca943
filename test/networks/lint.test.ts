import { describe, expect, it } from 'vitest';
import {
  lintPostbackUrl,
  lintTemplate,
  lintTemplates,
  type NetworkTemplate,
  type ProblemCode,
} from '../../collector/networks/index.ts';

const SOUND: NetworkTemplate = {
  id: 'sound',
  name: 'Sound',
  kind: 'cod',
  link: { place: 'query', name: 'sub1' },
  macros: { click: '{sub1}', status: '{status}', price: '{payout}' },
  statuses: { new: ['wait'], approve: ['ok'], cancel: ['no'] },
  source: 'documented',
};

describe('lintTemplate', () => {
  it('has nothing against a sound template', () => {
    expect(lintTemplate(SOUND)).toEqual([]);
  });

  it.each<[string, Partial<NetworkTemplate>, ProblemCode, string]>([
    [
      'the link fills one sub ID and the postback reads another',
      { link: { place: 'query', name: 'sub2' } },
      'link-differs',
      'link.name',
    ],
    ['no macro returns the click ID', { macros: { status: '{status}' } }, 'no-click', 'macros.click'],
    [
      'a word in two lists',
      { statuses: { new: ['wait'], approve: ['OK'], trash: ['o-k'] } },
      'word-in-two-lists',
      'statuses.trash',
    ],
    [
      'a word of which nothing is left',
      { statuses: { approve: ['+', 'ok'] } },
      'empty-word',
      'statuses.approve',
    ],
    [
      'a refund that counts as a sale',
      { statuses: { approve: ['ok', 'Refund'] } },
      'refund-as-sale',
      'statuses.approve',
    ],
    [
      'a chargeback that counts as a sale',
      { statuses: { hold: ['charge-back'] } },
      'refund-as-sale',
      'statuses.hold',
    ],
    [
      'a cancelled order that counts as a sale',
      { statuses: { approve: ['cancelled'] } },
      'refund-as-sale',
      'statuses.approve',
    ],
    [
      'a misspelt parameter',
      { macros: { ...SOUND.macros, ...({ staus: '{status}' } as object) } },
      'misspelt-parameter',
      'macros.staus',
    ],
    [
      'another misspelt parameter',
      { macros: { ...SOUND.macros, ...({ curency: '{currency}' } as object) } },
      'misspelt-parameter',
      'macros.curency',
    ],
    [
      'a parameter that we do not know',
      { macros: { ...SOUND.macros, ...({ payout: '{payout}' } as object) } },
      'unknown-parameter',
      'macros.payout',
    ],
    [
      'nothing that tells the status',
      { macros: { click: '{sub1}' }, statuses: {} },
      'no-status',
      'macros.status',
    ],
    [
      'an empty list of events instead of a status',
      { macros: { click: '{sub1}' }, statuses: {}, events: [] },
      'no-status',
      'macros.status',
    ],
    ['a currency that nobody uses', { defaultCurrency: 'RUR1' }, 'unknown-currency', 'defaultCurrency'],
    [
      'a currency that nobody uses, as a fixed value',
      { macros: { ...SOUND.macros, currency: 'dollars' } },
      'unknown-currency',
      'macros.currency',
    ],
    [
      'a macro in the spelling of another network',
      { macros: { ...SOUND.macros, price: '[payout]' } },
      'mixed-spelling',
      'macros.price',
    ],
    [
      'a macro of one event in the spelling of another network',
      { events: [{ event: 'sale', label: 'Sale', status: 'approve', price: '#sum#' }] },
      'mixed-spelling',
      'events.0.price',
    ],
    ['a reply that is not sent back', { reply: '<ok/>' }, 'bad-reply', 'reply'],
    ['a reply that is too long', { reply: 'o'.repeat(65) }, 'bad-reply', 'reply'],
    ['an ID that is no slug', { id: 'KMA.biz' }, 'bad-id', 'id'],
    [
      'a goal that follows the status',
      { macros: { ...SOUND.macros, goal: '{status}' } },
      'goal-follows-status',
      'macros.goal',
    ],
    [
      "an event whose status the network's words reverse",
      {
        statuses: { new: ['hold'] },
        events: [{ event: 'hold', label: 'Holds', status: 'hold' }],
      },
      'own-name-reversed',
      'events.0.status',
    ],
  ])('finds %s', (_name, change, code, field) => {
    const problems = lintTemplate({ ...SOUND, ...change });
    expect(problems).toEqual([{ code, field, message: expect.stringMatching(/.{20}/) }]);
  });

  it('finds two templates with one ID', () => {
    expect(lintTemplates([SOUND, { ...SOUND, name: 'Other' }])).toMatchObject([
      { code: 'duplicate-id', field: 'id' },
    ]);
  });

  it.each<[string, Partial<NetworkTemplate>]>([
    ['a slot that the network is known to rename', { link: { place: 'query', name: 'ext', renamed: true } }],
    ['the macro {get.sub1} for the parameter sub1', { macros: { click: '{get.sub1}', status: '{status}' } }],
    ['a network of which only the link is known', { macros: {}, statuses: {}, setup: 'none' }],
    ['a default status instead of a macro', { macros: { click: '{sub1}' }, defaultStatus: 'approve' }],
    ['a word twice in one list', { statuses: { approve: ['ok', 'OK'] } }],
    ['-1 beside 1', { statuses: { approve: ['1'], cancel: ['-1'] } }],
  ])('accepts %s', (_name, change) => {
    expect(lintTemplate({ ...SOUND, ...change })).toEqual([]);
  });
});

describe('lintPostbackUrl', () => {
  const URL = 'https://c.example/api/track/postback.json?id=sk_1';

  it.each<[string, ProblemCode, string]>([
    ['&click={sub1}&staus={status}', 'misspelt-parameter', 'staus'],
    ['&click={sub1}&curency={currency}', 'misspelt-parameter', 'curency'],
    ['&clik={sub1}', 'misspelt-parameter', 'clik'],
    ['&click={sub1}&Status={status}', 'misspelt-parameter', 'Status'],
    ['&click={sub1}&payout={payout}', 'unknown-parameter', 'payout'],
    ['&click=[sub1]', 'foreign-macro', 'click'],
    ['&click={sub1}&price=%23price%23', 'foreign-macro', 'price'],
  ])('finds the mistake in %s', (query, code, field) => {
    expect(lintPostbackUrl(SOUND, URL + query)).toMatchObject([{ code, field }]);
  });

  it('names the parameter that was meant', () => {
    expect(lintPostbackUrl(SOUND, `${URL}&staus=1`)[0]?.message).toMatch(/did you mean «status»/);
  });

  it('accepts aliases, lists and custom fields', () => {
    const query = '&clickid={sub1}&status={status}&sta=ok&meta%5Bsize%5D={size}&return=OK&test=1';
    expect(lintPostbackUrl(SOUND, URL + query)).toEqual([]);
  });
});
