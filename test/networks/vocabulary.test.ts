import { describe, expect, it } from 'vitest';
import { normaliseWord } from '../../collector/networks/normalise-word.ts';
import { VOCABULARY } from '../../collector/networks/vocabulary.ts';

describe('VOCABULARY', () => {
  it('holds 424 words', () => {
    expect(VOCABULARY.size).toBe(424);
  });

  it('writes every word as it is compared', () => {
    expect([...VOCABULARY.keys()].filter((word) => normaliseWord(word) !== word)).toEqual([]);
  });

  it('counts per meaning', () => {
    const counts: Record<string, number> = {};
    for (const meaning of VOCABULARY.values()) counts[meaning] = (counts[meaning] ?? 0) + 1;
    expect(counts).toEqual({
      new: 97,
      hold: 22,
      approve: 103,
      cancel: 80,
      trash: 70,
      goal: 39,
      ambiguous: 13,
    });
  });

  it.each([
    [
      'new',
      'pending In-Progress waiting none processing заявка недозвон очікує nuevo pendente neu moi baru yeni',
    ],
    ['hold', 'hold On-Hold frozen approved_hold холд утримання retenido retido zurückgehalten'],
    [
      'approve',
      'Approved confirm PAID sale rebill delivered одобрен ОПЛАЧЕН подтверждён сплачено aprobado pago confirmé bestätigt approvato zatwierdzony onaylandı daduyet disetujui',
    ],
    [
      'cancel',
      'Rejected declined refund chargeback RFND cgbk void return возврат отклонён відхилено cancelado devolvido annulé storniert rifiutato odrzucony iptal huy ditolak',
    ],
    [
      'trash',
      'trash Duplicate spam fraud error test invalid дубль фейк сміття basura lixo doublon ungültig duplicato duplikat',
    ],
    ['goal', 'registration FTD deposit install first_dep signup регистрация депозит'],
    ['ambiguous', 'accept accepted lead valid closed dep sent subscribe'],
  ] as const)('%s', (meaning, words) => {
    for (const entry of words.split(' ')) {
      const word = normaliseWord(entry);
      expect([word, VOCABULARY.get(word)]).toEqual([word, meaning]);
    }
  });

  it.each(['', 'a', '1', 'zorblax', 'constructor', '__proto__'])('does not know «%s»', (word) => {
    expect(VOCABULARY.get(normaliseWord(word))).toBeUndefined();
  });
});

describe('normaliseWord', () => {
  it.each([
    ['On Hold', 'onhold'],
    ['ОДОБРЕН', 'одобрен'],
    ['ｔｒａｓｈ', 'trash'],
    ['first_dep', 'firstdep'],
    ['  -1 ', '-1'],
    ['−1', '-1'],
    ['- 1', '1'],
    ['a-1', 'a1'],
    ['!!!', ''],
    ['-', ''],
  ])('%s → %s', (word, expected) => {
    expect(normaliseWord(word)).toBe(expected);
  });
});
