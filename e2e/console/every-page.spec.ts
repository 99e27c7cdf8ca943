import { expect, test } from '../support/collector.ts';
import { crawl } from '../support/crawl.ts';
import { judgePage } from '../support/judge-page.ts';
import { addClick, postback } from './senders.ts';
import { signIn } from './sign-in.ts';

const CANARIES = [
  `"'><img src=x onerror=alert(1)><script>alert(2)</script>`,
  `</title></textarea></style><svg onload=alert(3)>`,
  `javascript:alert(4)//http://a.example`,
];

test('every page of the console: nothing of strangers runs, no error, no barrier, no page wider than its screen', async ({
  page,
  collector,
}) => {
  test.setTimeout(900_000);
  for (const canary of CANARIES) {
    const click = await addClick(collector, `?${new URLSearchParams({ utm_source: canary, subid: canary })}`);
    const fields = [
      'uid',
      'goal',
      'status',
      'name',
      'phone',
      'email',
      'comment',
      `meta[${canary.slice(0, 60)}]`,
    ];
    const query = Object.fromEntries([...fields, canary].map((field) => [field, canary]));
    await postback(collector, { click, ...query }, { 'User-Agent': canary, Referer: canary });
    await postback(collector, { click: canary });
  }
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
  page.on(
    'console',
    (message) => message.type() === 'error' && problems.push(`${page.url()}: ${message.text()}`),
  );
  page.on('dialog', (dialog) => {
    problems.push(`${page.url()}: dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const isOurs = request.url().startsWith(`${collector.url}/console`) || request.url().startsWith('data:');
    if (!isOurs) problems.push(`${page.url()}: asked for ${request.url()}`);
  });
  await signIn(page, collector.firstRun);
  await page.goto('/console/flows/new');
  await page.getByLabel('ID', { exact: true }).fill('canary');
  await page.getByLabel('Name').fill(CANARIES[0] ?? '');
  await page.getByRole('button', { name: 'Make the flow' }).click();
  await page.goto('/console/receivers');
  await page.getByRole('link', { name: 'New receiver' }).click();
  await page.getByRole('link', { name: 'Another one: by hand' }).click();
  await page.getByLabel('Name').fill(CANARIES[0] ?? '');
  await page.getByLabel('URL').fill('https://receiver.example/?goal={goal}');
  await page.getByLabel('Goals').fill('never');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('onerror');

  const [first = '', second = ''] = CANARIES;
  const typed = [
    `/console/logs?${new URLSearchParams({ click: first, flow: second, word: first })}`,
    `/console/leads?${new URLSearchParams({ q: first, goal: second })}`,
  ];
  const start = ['/console/overview', ...typed, '/console/replay?error=bad-click'];
  const kinds = await crawl(page, start, async (path) => {
    problems.push(...(await judgePage(page)).map((problem) => `${path} ${problem}`));
    const foreign = await page
      .locator('main a:not([href^="/console"]):not([href^="http"]):not([href^="#"]):not([href^="/api/"])')
      .count();
    if (foreign > 0) problems.push(`${path}: ${foreign} links that lead to no web page`);
  });
  for (const kind of ['/console/leads/:id/:id', '/console/outgoing/:id', '/console/receivers/:id'])
    expect(kinds).toContain(kind);
  expect(problems).toEqual([]);
});
