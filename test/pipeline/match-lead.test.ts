import { describe, expect, it } from 'vitest';
import { matchLead } from '../../collector/pipeline/match-lead.ts';
import { aLead } from '../support/lead.ts';

/** `uid/goal` of each lead, oldest first → `uid/goal` of the postback → index of the lead and whether it is claimed. */
const CASES: [leads: string[], postback: string, expected: number | null, claim?: boolean][] = [
  [[], '/', null],
  [[], '1/', null],
  [['/'], '/', 0, false],
  [['/', '1/'], '/', 1, false],
  [['1/reg', '1/dep'], '1/dep', 1, false],
  [['1/reg', '1/dep'], '1/reg', 0, false],
  [['1/'], '1/dep', 0, true],
  [['/'], '1/', 0, true],
  [['/'], '1/dep', 0, true],
  [['/dep'], '1/dep', 0, true],
  [['/', '/dep'], '1/dep', 1, true],
  [['/dep'], '1/', null],
  [['/dep'], '1/reg', null],
  [['1/'], '2/', null],
  [['1/reg'], '1/dep', null],
  [['1/reg', '/'], '1/dep', null],
  [['1/reg'], '1/', null],
  [['1/dep', '2/dep'], '/dep', 1, false],
  [['1/'], '/dep', 0, true],
  [['1/reg'], '/dep', null],
];

describe('matchLead', () => {
  it.each(CASES)('%j and %j', (leads, postback, expected, claim) => {
    const stored = leads.map((lead) => {
      const [uid = '', goal = ''] = lead.split('/');
      return aLead({ uid, goal });
    });
    const [uid = '', goal = ''] = postback.split('/');
    const match = matchLead(stored, uid, goal);
    expect(match && stored.indexOf(match.lead)).toBe(expected);
    if (expected !== null) expect(match?.claim).toBe(claim);
  });
});
