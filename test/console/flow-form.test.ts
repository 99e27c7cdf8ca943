import { describe, expect, test } from 'vitest';
import {
  EMPTY_FLOW,
  type FlowField,
  type FlowForm,
  readFlowForm,
  toFlowForm,
} from '../../collector/console/flow-form.ts';
import { readTally, tallyOf, writeTally } from '../../collector/console/replay-tally.ts';
import { createText } from '../../collector/console/text/text.ts';
import type { FlowSettings } from '../../collector/storage/flows.ts';

const text = createText('en');
const form = (fields: Partial<FlowForm>): FlowForm => ({ ...EMPTY_FLOW, name: 'A flow', ...fields });

describe('a flow’s form', () => {
  test.each<[FlowField, string, Partial<FlowSettings>]>([
    ['name', '  Spring sale ', { name: 'Spring sale' }],
    ['landing', '', { landingUrl: '' }],
    [
      'landing',
      ' https://shop.example/{data1}?c={click} ',
      { landingUrl: 'https://shop.example/{data1}?c={click}' },
    ],
    ['network', 'adcombo', { network: 'adcombo' }],
    ['network', 'ADCOMBO', { network: 'adcombo' }],
    ['network', '7leads (drop shipping)', { network: '7leads' }],
    ['network', '', { network: null }],
    ['offer', 'https://track.example/?o=7', { offerUrl: 'https://track.example/?o=7' }],
    ['payout', '12,5', { defaultPrice: '12.5000' }],
    ['payout', '0', { defaultPrice: '0.0000' }],
    ['payout', '', { defaultPrice: null }],
    ['retention', '90', { retentionDays: 90 }],
    ['retention', '', { retentionDays: null }],
    ['currency', 'eur', { currency: 'EUR' }],
    ['currency', 'RUR', { currency: 'RUB' }],
    ['currency', 'usdt', { currency: 'USDT' }],
    ['charset', 'CP1251', { charset: 'windows-1251' }],
    ['charset', 'utf8', { charset: null }],
    ['charset', 'koi8-r', { charset: 'koi8-r' }],
    ['reply', 'OK=1', { replyText: 'OK=1' }],
    [
      'words',
      'Sold! = approve\n\n На складе =HOLD\na=b = trash',
      { statusMap: { sold: 'approve', наскладе: 'hold', ab: 'trash' } },
    ],
    ['words', '-1 = cancel\n1 = approve', { statusMap: { '-1': 'cancel', '1': 'approve' } }],
    ['words', 'sold = approve\nSOLD = approve', { statusMap: { sold: 'approve' } }],
    [
      'origins',
      'https://shop.example/page?a\nhttps://shop.example\nhttp://localhost:8080',
      { origins: ['https://shop.example', 'http://localhost:8080'] },
    ],
    [
      'ranges',
      '203.0.113.7\n 10.0.0.0/8 \n2001:db8::/32',
      { ipRanges: ['203.0.113.7', '10.0.0.0/8', '2001:db8::/32'] },
    ],
  ])('%s %j', (field, typed, expected) => {
    expect(readFlowForm(form({ [field]: typed }), text)).toMatchObject({ settings: expected });
  });

  test.each<[FlowField, string, string]>([
    ['name', ' ', 'Give the flow a name'],
    ['name', 'x'.repeat(101), 'at most 100'],
    ['landing', 'shop.example', 'begins with http'],
    ['landing', 'javascript:alert(1)', 'begins with http'],
    ['landing', 'https://', 'begins with http'],
    ['landing', 'https://{data1}.shop.example/', 'host'],
    ['network', 'Nobody', 'of the list'],
    ['offer', 'javascript:alert(1)', 'begins with http'],
    ['payout', '12 EUR', 'plain number'],
    ['payout', '1,234', 'plain number'],
    ['payout', '-5', 'plain number'],
    ['retention', '0', 'from 1 to'],
    ['retention', 'a year', 'from 1 to'],
    ['currency', 'EURO', 'ISO 4217'],
    ['charset', 'klingon', 'character set'],
    ['reply', '<OK>', 'At most 64'],
    ['words', 'sold approve', 'Line 1, «sold approve»: must look like'],
    ['words', 'sold = approve\n= hold', 'Line 2, «= hold»: must look like'],
    ['words', '!!! = hold', 'must look like'],
    ['words', 'sold = paid', '«paid» is none of new, hold'],
    ['words', 'sold = __proto__', 'is none of'],
    ['words', 'sold = approve\nSold = hold', 'Line 2, «Sold = hold»: «sold» means approve already'],
    ['words', 'a = new\n'.repeat(501), 'At most 500'],
    ['origins', 'https://a.example\nshop.example', 'Line 2, «shop.example»: must begin with https://'],
    ['ranges', '10.0.0.0/33', 'is no address'],
    ['ranges', 'localhost', 'is no address'],
    ['ranges', '10.0.0/8', 'is no address'],
  ])('%s %j is refused: %s', (field, typed, problem) => {
    expect(readFlowForm(form({ [field]: typed }), text)).toMatchObject({
      problems: { [field]: expect.stringContaining(problem) },
    });
  });

  test('every problem is told at once', () => {
    const read = readFlowForm(form({ name: '', landing: 'x', currency: 'x' }), text);
    expect('problems' in read && Object.keys(read.problems)).toEqual(['name', 'landing', 'currency']);
  });

  test('shows what was saved, and saving that again changes nothing', () => {
    const settings: FlowSettings = {
      name: 'A flow',
      landingUrl: 'https://shop.example/?c={click}',
      offerUrl: 'https://track.example/?o=7',
      network: 'adcombo',
      ownNetwork: null,
      defaultPrice: '12.5000',
      currency: 'EUR',
      charset: 'windows-1251',
      replyText: 'OK',
      statusMap: { b: 'hold', a: 'approve' },
      origins: ['https://shop.example'],
      ipRanges: ['10.0.0.0/8', '::1'],
      retentionDays: 90,
    };
    const shown = toFlowForm({ ...settings, id: 'x', accountId: 'y', siteKey: 'pk_z' });
    expect(shown).toMatchObject({ network: 'AdCombo', words: 'a = approve\nb = hold', payout: '12.50' });
    expect(readFlowForm(shown, text)).toEqual({ settings });
  });
});

test('a tally survives the address, and tells nothing that is not ours', () => {
  const ok = { status: 'ok', result: 'updated', click: 'c', lead: 'l', leadStatus: 'new' } as const;
  const refusal = { status: 'error', error: 'bad-click', reason: 'unknown', hint: '' } as const;
  const tally = tallyOf([ok, refusal, ok]);
  const read = (did: string) => readTally(new URLSearchParams({ did }));
  expect(read(writeTally(tally))).toEqual(
    new Map([
      ['updated', 2],
      ['bad-click unknown', 1],
    ]),
  );
  expect(read('2 updated,9 hacked,1 bad-click your-account,<b>')).toEqual(new Map([['updated', 2]]));
  expect(read(writeTally(tallyOf([])))).toEqual(new Map());
  expect(readTally(new URLSearchParams())).toBeNull();
});
