import { createHash } from 'node:crypto';
import { CLICK, expect, tagOf, test } from './support/test.ts';

test('policies: it works, or it fails without a word to the page', async ({
  open,
  collector,
  page,
  pageErrors,
}) => {
  const { origin } = collector;
  const script = await (await fetch(`${origin}/sdk.js`)).text();
  const integrity = `sha256-${createHash('sha256').update(script).digest('base64')}`;
  const works = ['created', CLICK, 1, []];
  const tag = tagOf(collector);
  const policies: [title: string, policy: string, tag: string, expected: unknown[]][] = [
    [
      'nothing but the two directives of the README',
      `default-src 'none'; script-src ${origin}; connect-src ${origin}`,
      tag,
      works,
    ],
    [
      'a nonce and strict-dynamic',
      `script-src 'nonce-abc' 'strict-dynamic'; object-src 'none'; base-uri 'none'`,
      tag.replace('<script', '<script nonce=abc'),
      works,
    ],
    [
      'the hash of this very script',
      `script-src '${integrity}'`,
      tag.replace('<script', `<script integrity="${integrity}" crossorigin`),
      works,
    ],
    ['a sandbox without an origin', 'sandbox allow-scripts allow-forms', tag, works],
    [
      'Trusted Types with a default policy that refuses',
      `require-trusted-types-for 'script'`,
      `<script>trustedTypes.createPolicy('default', {})</script>${tag}`,
      works,
    ],
    [
      'no inline styles, frames, workers, images, foreign forms',
      `style-src 'none'; frame-src 'none'; worker-src 'none'; img-src 'none'; form-action 'self'; manifest-src 'none'`,
      tag,
      works,
    ],
    ['no connections', `connect-src 'self'`, tag, ['queued', CLICK, 0, ['connect-src']]],
    ['no script of ours', `script-src 'self'`, tag, ['no SDK', '', 0, ['script-src-elem']]],
  ];
  await page.addInitScript(`window.violated = new Set();
    addEventListener('securitypolicyviolation', (event) => violated.add(event.effectiveDirective))`);
  const outcome: Record<string, unknown> = {};
  for (const [index, [title, policy, policyTag]] of policies.entries()) {
    await open('<form id=f></form>', {
      at: `/policy-${index}?click=${CLICK}`,
      tag: policyTag,
      headers: { 'Content-Security-Policy': policy },
    });
    const answer = await page.evaluate(
      `window.subpixel ? subpixel.lead({ name: '${index}' }).then(({ result }) => result, String) : 'no SDK'`,
    );
    const sent = await page.evaluate('new FormData(f).getAll("subid").join()');
    const leads = collector.leads().filter(({ json }) => json.name === `${index}`);
    outcome[title] = [answer, sent, leads.length, await page.evaluate('[...violated]')];
  }
  expect(outcome).toEqual(Object.fromEntries(policies.map(([title, , , expected]) => [title, expected])));
  expect(pageErrors).toEqual([]);
});
