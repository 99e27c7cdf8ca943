import type { RunningCollector } from '../support/run-collector.ts';

/** A click by the demo flow's tracking link, or another's. */
export async function addClick(
  { url, firstRun }: RunningCollector,
  query = '',
  flow = firstRun.flow,
): Promise<string> {
  const visit = await fetch(`${url}/c/${flow}${query}`, { redirect: 'manual' });
  return new URL(visit.headers.get('location') ?? '').searchParams.get('click') ?? '';
}

/** A network's postback. */
export async function postback(
  { url, firstRun }: RunningCollector,
  query: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<void> {
  const parameters = new URLSearchParams({ id: firstRun.postbackToken, ...query });
  await fetch(`${url}/api/track/postback.json?${parameters}`, { headers });
}
