import type { Lead } from './lead.ts';
import type { Channel } from './postback.ts';

/** The lead that a postback means, and the rule that found it. */
export interface Match {
  readonly lead: Lead;
  /** It had no uid or no goal: the postback's are filled in, and from now on it is known by them. */
  readonly claim: boolean;
  readonly rule: string;
}

/** The lead that a person or an order has named by its ID; its uid and goal may be changed. Null where the click has none such. */
export function matchNamed(leads: readonly Lead[], id: string, channel: Channel): Match | null {
  const lead = leads.find((each) => each.id === id);
  const rule = channel === 'order' ? 'the one that was ordered' : 'named by hand';
  return lead ? { lead, claim: true, rule } : null;
}

interface Rule {
  readonly fits: (lead: Lead) => boolean;
  readonly claim: boolean;
  readonly rule: string;
}

/**
 * Which of a click's leads a postback means (protocol section 5); null: none, a new one is to be made.
 * `leads` are oldest first, and the newest that fits is taken; `uid` and `goal` may be empty.
 */
export function matchLead(leads: readonly Lead[], uid: string, goal: string): Match | null {
  for (const { fits, claim, rule } of rulesFor(leads, uid, goal)) {
    const lead = leads.findLast(fits);
    if (lead) return { lead, claim, rule };
  }
  return null;
}

/** In the order in which they are tried. */
function rulesFor(leads: readonly Lead[], uid: string, goal: string): Rule[] {
  if (uid !== '') {
    const known: Rule[] = [
      { fits: (lead) => lead.uid === uid && lead.goal === goal, claim: false, rule: 'the same uid and goal' },
      {
        fits: (lead) => lead.uid === uid && lead.goal === '',
        claim: true,
        rule: 'the same uid, no goal yet',
      },
    ];
    // Registration and deposit of one player are two leads, even if a lead without uid would still be free.
    if (leads.some((lead) => lead.uid === uid)) return known;
    return [
      ...known,
      {
        fits: (lead) => lead.uid === '' && lead.goal === goal,
        claim: true,
        rule: 'the same goal, no uid yet',
      },
      { fits: (lead) => lead.uid === '' && lead.goal === '', claim: true, rule: 'neither uid nor goal yet' },
    ];
  }
  if (goal !== '') {
    return [
      { fits: (lead) => lead.goal === goal, claim: false, rule: 'the newest with this goal' },
      { fits: (lead) => lead.goal === '', claim: true, rule: 'the newest without a goal' },
    ];
  }
  return [{ fits: () => true, claim: false, rule: 'the newest of the click' }];
}
