import type { Facts } from './facts.ts';
import { type Finding, warn } from './finding.ts';
import { judgeClick } from './judge-click.ts';
import { judgeForms } from './judge-forms.ts';
import { judgeKey } from './judge-key.ts';
import { judgeLead } from './judge-lead.ts';
import { judgePage } from './judge-page.ts';
import { judgePolicy } from './judge-policy.ts';
import { judgeScript, judgeTag } from './judge-script.ts';

/**
 * What the facts mean, in the order in which faults should be mended. Where the page does not open, or has no script,
 * nothing else is said: all of it would follow from that.
 */
export function judge(facts: Facts): readonly Finding[] {
  const page = judgePage(facts);
  if (page.level === 'fail') return [page];
  const tag = judgeTag(facts);
  if (tag.level === 'fail') return [page, tag];
  return [
    page,
    tag,
    judgeScript(facts),
    judgeKey(facts),
    judgePolicy(facts),
    judgeClick(facts),
    ...judgeForms(facts),
    ...judgeLead(facts),
    ...facts.errors.map((error) =>
      warn('Script error', error, 'This should not happen: please report it, with the address of the page.'),
    ),
  ];
}

/** Whether leads arrive: nothing has failed. */
export function hasPassed(findings: readonly Finding[]): boolean {
  return findings.every(({ level }) => level !== 'fail');
}
