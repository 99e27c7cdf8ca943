import { explainRefusal } from './explain-refusal.ts';
import type { Facts, TestLead } from './facts.ts';
import { type Finding, fail, ok } from './finding.ts';

const NAME = 'Test lead';

/** Whether a lead that the page sends arrives. */
export function judgeLead(facts: Facts): Finding[] {
  const { lead, ownLeads, started } = facts;
  const own =
    ownLeads > 0
      ? [
          ok(
            'Own lead',
            'The page sends a lead as soon as it is opened, as a thank-you page should. The check has made it a test.',
          ),
        ]
      : [];
  if (lead) return [...own, judgeTestLead(lead, facts)];
  const hint = started ? 'See «Click ID» and «Site key» above.' : 'Mend the script first.';
  return [...own, fail(NAME, 'None was sent: there is no click ID to send it for.', hint)];
}

function judgeTestLead(lead: TestLead, { page, violations }: Facts): Finding {
  const refusal = lead.answer && explainRefusal(lead.answer, page.url);
  if (refusal) return fail(NAME, refusal.text, refusal.hint);
  const isAnswered = lead.answer?.status === 'ok';
  if (lead.arrived === 'test' && isAnswered) return ok(NAME, 'It has arrived, marked as a test.');
  if (lead.arrived === 'test') {
    return fail(
      NAME,
      'It has arrived, but the page could not read the answer: the script would send it again and again.',
      'A proxy in front of the collector removes the header Access-Control-Allow-Origin, or answers by itself.',
    );
  }
  if (lead.arrived === 'real') {
    const hint = 'Please report this; it counts in the statistics.';
    return fail(NAME, 'It has arrived, but something on the way took the mark of a test off.', hint);
  }
  if (lead.answer?.result === 'queued') {
    const text = 'It was taken, but the database is away: it will arrive once that is back.';
    return fail(NAME, text, 'See what /readyz of the collector answers.');
  }
  if (isAnswered) {
    const hint = 'The tag leads to another collector: look at its address.';
    return fail(NAME, 'It was answered well, but is not in this account.', hint);
  }
  if (violations.some(({ directive, reportOnly }) => directive === 'connect-src' && !reportOnly))
    return fail(NAME, 'The page’s own policy has kept it from being sent.', 'See «Policy» above.');
  return fail(
    NAME,
    lead.status === 0
      ? 'Nothing has answered.'
      : `HTTP ${lead.status} came back, not the collector’s answer.`,
    'The page must be able to reach the collector; a proxy in front of it must let POST and text/plain through.',
  );
}
