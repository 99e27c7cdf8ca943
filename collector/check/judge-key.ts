import type { Facts } from './facts.ts';
import { type Finding, fail, ok } from './finding.ts';

const NAME = 'Site key';
const HINT = 'Take the tag of this flow.';

/** Whether what the page sends goes to the flow that it is meant for. */
export function judgeKey({ key, target }: Facts): Finding {
  const { scriptTag, flow } = target;
  if (!key)
    return fail(NAME, 'The tag has no data-key: no click is made and no lead is sent.', HINT, scriptTag);
  if (key.flow === null)
    return fail(
      NAME,
      `«${key.text}» is no site key of this account: its leads are refused.`,
      HINT,
      scriptTag,
    );
  if (key.flow !== flow)
    return fail(NAME, `It is the key of another flow, «${key.flow}», which gets the leads.`, HINT, scriptTag);
  return ok(NAME, `It is the one of «${flow}».`);
}
