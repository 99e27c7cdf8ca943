import { afterEach, describe, expect, it } from 'vitest';
import { order, type RunningStand, startDemo, TOKEN } from './collector-stand.ts';

let stand: RunningStand;
afterEach(() => stand.close());

const HOSTILE = `"><script>alert('x')</script>`;
const HARMLESS = '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;';

describe('landing page', () => {
  it('carries the SDK and a form to the network', async () => {
    stand = await startDemo();
    const page = await stand.page('/');
    expect(page).toContain(
      `<script defer src="${stand.collectorUrl}/sdk.js" data-key="pk_&quot;site&quot;">`,
    );
    expect(page).toContain('method="post" action="/network/orders"');
    expect(page).toContain('href="/network?click={click}"');
    expect(page).toContain(`href="${stand.collectorUrl}/c/demo"`);
    expect(page).not.toContain('{{');
  });

  it('has the click of its URL in the form where no script runs', async () => {
    stand = await startDemo();
    expect(await stand.page('/?click=c1')).toContain(
      '<noscript><input type="hidden" name="subid" value="c1"></noscript>',
    );
  });

  it.each(['/', '/thanks', '/network'])('%s escapes the click of its URL', async (path) => {
    stand = await startDemo();
    expect(await stand.page(`${path}?click=${encodeURIComponent(HOSTILE)}`)).not.toContain(HOSTILE);
  });
});

describe('order', () => {
  it.each([
    ['c 1&x', '/thanks?click=c%201%26x'],
    ['', '/thanks'],
  ])('with subid «%s» sends the buyer to %s, without contact data', async (subid, location) => {
    stand = await startDemo();
    const response = await stand.post('/network/orders', { subid, name: 'Ann', phone: '+1 202 555 0147' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(location);
  });

  it('is shown by the network: newest first, escaped, phone masked, those of one’s click marked', async () => {
    stand = await startDemo();
    const first = await order(stand, { subid: 'mine', name: HOSTILE, comment: HOSTILE });
    const second = await order(stand, { subid: HOSTILE });
    const page = await stand.page('/network?click=mine');

    expect(page.indexOf(second)).toBeLessThan(page.indexOf(first));
    expect(page.split(HARMLESS)).toHaveLength(4);
    expect(page).not.toContain(HOSTILE);
    expect(page).not.toContain('555');
    expect(page.split('>yours<')).toHaveLength(2);
  });
});

describe('thank-you page', () => {
  it('has an image for browsers without scripts', async () => {
    stand = await startDemo();
    expect(await stand.page('/thanks?click=c1')).toContain(
      `<img src="${stand.collectorUrl}/api/track/lead.gif?key=pk_%22site%22&amp;click=c1"`,
    );
  });
});

describe('postback on the network’s page', () => {
  async function press(answer?: string) {
    stand = await startDemo(answer);
    const id = await order(stand);
    return {
      send: () =>
        stand.post(`/network/orders/${id}/postbacks`, { kind: 'approve', price: '12.50', click: 'c1' }),
      // Without the places for a line break, and with the quotes of JSON.
      shown: async () => (await stand.page('/network')).replaceAll('<wbr>', '').replaceAll('&quot;', '"'),
    };
  }

  it('shows URL and answer, and the way to the log', async () => {
    const { send, shown } = await press('{"status":"ok","result":"updated"}');
    const response = await send();
    expect(response.headers.get('location')).toMatch(/^\/network\?click=c1#order-/);
    const page = await shown();
    expect(page).toContain(`${stand.collectorUrl}/api/track/postback.json?id=TOKEN&amp;click=c1&amp;uid=`);
    expect(page).toContain('<b>200</b> {"status":"ok","result":"updated"}');
    expect(page).toContain('class="call ok"');
    expect(page).toContain(`href="${stand.collectorUrl}/console/logs"`);
  });

  it('marks a refusal, though it comes with HTTP 200', async () => {
    const { send, shown } = await press('{"status":"error","error":"bad-click"}');
    await send();
    expect(await shown()).toContain('class="call error"');
  });

  it('keeps the token to itself, even where the collector repeats it', async () => {
    const { send, shown } = await press(`{"status":"error","hint":"${TOKEN}"}`);
    await send();
    expect(stand.asked[0]?.searchParams.get('id')).toBe(TOKEN);
    expect(await shown()).not.toContain(TOKEN);
    expect(stand.lines.join('\n')).toContain('postback.json?id=TOKEN');
    expect(stand.lines.join('\n')).not.toContain(TOKEN);
  });

  it('says so when the collector does not answer', async () => {
    const { send, shown } = await press();
    await stand.stopCollector();
    await send();
    expect(await shown()).toMatch(/<b>—<\/b> No answer \(.+\). Is the collector running\?/);
  });
});
