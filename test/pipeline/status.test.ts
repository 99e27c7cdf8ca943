import { describe, expect, it } from 'vitest';
import { normaliseWord, readStatus, readWordList } from '../../collector/pipeline/status.ts';

const NO_LISTS = { new: '', hold: '', approve: '', cancel: '', trash: '' };

function read(
  word: string,
  lists: Partial<typeof NO_LISTS> = {},
  flow: Record<string, 'approve' | 'cancel'> = {},
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
    expect(read(word)).toMatchObject({ kind: 'status', status });
  });

  it('asks the request, then the flow, then our own names, then the vocabulary', () => {
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
    expect(read('First-Deposit')).toMatchObject({ kind: 'event', goal: 'firstdeposit' });
  });

  it('does not let an empty list item match a word of signs only', () => {
    expect(normaliseWord('!!!')).toBe('');
    expect(read('x!', { approve: 'A,,' })).toMatchObject({ kind: 'unmapped' });
  });

  it.each(['__proto__', 'constructor', 'toString'])('%s is a word like any other', (word) => {
    expect(read(word)).toMatchObject({ kind: 'unmapped' });
  });
});
