import { describe, expect, it } from 'vitest';
import {
  normaliseWord,
  readStatus,
  readWordList,
  type TemplateReading,
} from '../../collector/pipeline/status.ts';

const NO_LISTS = { new: '', hold: '', approve: '', cancel: '', trash: '' };

function read(
  word: string,
  lists: Partial<typeof NO_LISTS> = {},
  flow: Record<string, 'approve' | 'cancel'> = {},
  template: TemplateReading | null = null,
) {
  const all = { ...NO_LISTS, ...lists };
  return readStatus(word, {
    lists: {
      new: readWordList(all.new),
      hold: readWordList(all.hold),
      approve: readWordList(all.approve),
      cancel: readWordList(all.cancel),
      trash: readWordList(all.trash),
    },
    flow,
    template,
  });
}

describe('readStatus', () => {
  it.each([
    ['approve', 'approve'],
    ['APPROVED', 'approve'],
    ['Одобрен', 'approve'],
    ['in-progress', 'new'],
    ['On Hold', 'hold'],
    ['rejected', 'cancel'],
    ['ｔｒａｓｈ', 'trash'],
  ])('%s is %s without any list', (word, status) => {
    expect(read(word)).toMatchObject({ kind: 'known', status });
  });

  it('asks the request, then the flow, then the template, then our own names, then the vocabulary', () => {
    const template: TemplateReading = {
      name: 'Reversed',
      statuses: new Map([
        ['hold', 'new'],
        ['lead', 'approve'],
        ['approved', 'trash'],
      ]),
      defaultStatus: null,
      defaultCurrency: null,
      reply: null,
      macroHint: '',
    };
    expect(read('hold', {}, {}, template)).toMatchObject({ status: 'new', rule: 'the Reversed template' });
    expect(read('lead', {}, {}, template)).toMatchObject({ status: 'approve' });
    expect(read('approved', {}, { approved: 'cancel' }, template)).toMatchObject({ status: 'cancel' });
    expect(read('approved', { trash: 'approved' }, { approved: 'cancel' })).toMatchObject({
      status: 'trash',
    });
    expect(read('approved', {}, { approved: 'cancel' })).toMatchObject({ status: 'cancel' });
    expect(read('hold', {}, {})).toMatchObject({ status: 'hold', rule: 'our own name' });
  });

  it('decides a word in two lists by its own name, then trash, cancel, hold, approve, new', () => {
    expect(read('P', { new: 'P', approve: 'P', cancel: 'P' })).toMatchObject({ status: 'cancel' });
    expect(read('approve', { approve: 'approve', trash: 'approve' })).toMatchObject({ status: 'approve' });
  });

  it('leaves single letters, numbers and ambiguous words to lists', () => {
    for (const word of ['A', '3', 'lead', 'accepted']) expect(read(word)).toMatchObject({ kind: 'unmapped' });
    expect(read('A', { approve: 'A' })).toMatchObject({ status: 'approve' });
  });

  it('reads events as goals', () => {
    expect(read('First-Deposit')).toMatchObject({ kind: 'known', status: null, goal: 'firstdeposit' });
  });

  it.each([
    ['reg_confirmed', 'reg', 'approve'],
    ['first_dep_confirmed', 'firstdep', 'approve'],
    ['rejected-deposit', 'deposit', 'cancel'],
    ['Registration: pending', 'registration', 'new'],
  ])('%s is two words in one', (word, goal, status) => {
    expect(read(word)).toMatchObject({ kind: 'known', goal, status });
  });

  it.each(['reg_deposit', 'reg_zorblax', 'approved_rejected', '2x5'])('%s is not', (word) => {
    expect(read(word)).toMatchObject({ kind: 'unmapped' });
  });

  it('does not let an empty list item match a word of signs only', () => {
    expect(normaliseWord('!!!')).toBe('');
    expect(read('x!', { approve: 'A,,' })).toMatchObject({ kind: 'unmapped' });
  });

  it.each(['__proto__', 'constructor', 'toString'])('%s is a word like any other', (word) => {
    expect(read(word)).toMatchObject({ kind: 'unmapped' });
  });
});
