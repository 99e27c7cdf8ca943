import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { judgeClick } from './judge-click.ts';
import { judgeForms } from './judge-forms.ts';
import { judgeLead } from './judge-lead.ts';
import { judgePage } from './judge-page.ts';
import { judgePolicy } from './judge-policy.ts';
import { judgeScript, judgeTag } from './judge-script.ts';

/** What the facts mean, in the order in which faults should be mended. A page that did not open has nothing else. */
export function judge(facts: Facts): readonly Finding[] {
  const page = judgePage(facts);
  if (page.level === 'fail') return [page];
  const tag = judgeTag(facts);
  if (facts.tags.length === 0 && !facts.started) return [page, tag];
  return [
    page,
    tag,
    judgeScript(facts),
    judgeKey(facts),
    judgePolicy(facts),
    judgeClick(facts),
    ...judgeForms(facts),
    ...judgeLead(facts),
    ...judgeErrors(facts),
  ];
}

/** Whether nothing has to be mended. */
export function hasPassed(findings: readonly Finding[]): boolean {
  return findings.every(({ level }) => level !== 'fail');
}

function judgeKey({ key, target }: Facts): Finding {
  const name = 'Site key';
  const fail = (text: string): Finding => ({
    ...{ name, level: 'fail', text },
    hint: `Take the tag of this flow: ${target.scriptTag}`,
  });
  if (!key) return fail('The tag has no data-key: no click is made and no lead is sent.');
  if (key.flow === null) return fail(`«${key.text}» is no site key of this account: its leads are refused.`);
  if (key.flow !== target.flow)
    return fail(`It is the key of another flow, «${key.flow}», which gets the leads.`);
  return { name, level: 'ok', text: `It is the one of «${target.flow}».`, hint: null };
}

function judgeErrors({ errors }: Facts): Finding[] {
  return errors.map((error) => ({
    ...{ name: 'Script error', level: 'warn', text: error },
    hint: 'This should not happen: please report it with the page’s address.',
  }));
}
