import type { FirstRun } from './first-run.ts';

/**
 * Makes the demo lead as a visitor would: by the tracking link and the thank-you page. So the sample postback of the
 * welcome has a lead to approve. Returns its click. Throws where the collector does not answer as it should.
 */
export async function makeDemoLead(collectorUrl: string, { flow, siteKey }: FirstRun): Promise<string> {
  const visit = await fetch(`${collectorUrl}/c/${flow}?utm_source=welcome`, { redirect: 'manual' });
  const click = new URL(visit.headers.get('location') ?? 'none:').searchParams.get('click');
  if (click === null) throw new Error(`The tracking link of the demo answered ${visit.status}`);
  const lead = { key: siteKey, click, name: 'Ada Example', phone: '+1 555 0100', email: 'ada@shop.example' };
  const answer = await fetch(`${collectorUrl}/api/track/lead.json`, {
    method: 'POST',
    body: JSON.stringify(lead),
  });
  const { status } = (await answer.json()) as { status?: string };
  if (status !== 'ok') throw new Error(`The demo lead was answered ${answer.status} ${status}`);
  return click;
}
