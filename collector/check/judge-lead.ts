import { explainRefusal } from './explain-refusal.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';

const NAME = 'Test lead';

/** Whether a lead that the page sends arrives. */
export function judgeLead({ lead, ownLeads, started, page, violations }: Facts): Finding[] {
  const own: Finding[] =
    ownLeads > 0
      ? [
          {
            ...{ name: 'Own lead', level: 'ok', hint: null },
            text: 'The page sends a lead as soon as it is opened, as thank-you pages should. The check has made a test of it.',
          },
        ]
      : [];
  if (!lead) {
    return [
      ...own,
      {
        ...{ name: NAME, level: 'fail' },
        text: 'None was sent: there is no click ID to send it for.',
        hint: started ? 'See «Click ID» and «Site key» above.' : 'Mend the script first.',
      },
    ];
  }
  const fail = (text: string, hint: string): Finding[] => [...own, { name: NAME, level: 'fail', text, hint }];
  const refusal = lead.answer && explainRefusal(lead.answer, page.url);
  if (refusal) return fail(refusal.text, refusal.hint);
  if (lead.arrived === 'test') {
    return lead.answer?.status === 'ok'
      ? [...own, { name: NAME, level: 'ok', text: 'It has arrived, marked as a test.', hint: null }]
      : fail(
          'It has arrived, but the page could not read the answer: the script would send it again and again.',
          'A proxy in front of the collector takes the header Access-Control-Allow-Origin away, or answers itself.',
        );
  }
  if (lead.arrived === 'real') {
    return fail(
      'It has arrived, but is not marked as a test.',
      'Please report this, and delete the lead «Installation check».',
    );
  }
  if (lead.answer?.result === 'queued') {
    return fail(
      'It was taken, but the database is away: it will arrive when that is back.',
      'Look at /readyz of the collector.',
    );
  }
  if (lead.answer?.status === 'ok') {
    return fail(
      'It was answered well, but is not in this database.',
      'The tag leads to another collector: compare the address in it.',
    );
  }
  const isBlocked = violations.some(
    ({ directive, reportOnly }) => directive === 'connect-src' && !reportOnly,
  );
  if (isBlocked) return fail('It was not sent: the page’s policy blocks it.', 'See «Policy» above.');
  return fail(
    lead.status === 0
      ? 'It was sent, but nothing answered.'
      : `The answer was HTTP ${lead.status}, not the collector’s.`,
    'The collector must be reachable from the page; a proxy in front of it must let POST and text/plain through.',
  );
}
