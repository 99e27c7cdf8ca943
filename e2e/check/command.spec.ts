import { expect, test as withCollector } from '../support/collector.ts';
import { checkPage, runCommand, tagOf } from './run-command.ts';
import { startSite } from './site.ts';

const FORM = '<form id="order" method="post" action="/order"><input name="phone"></form>';

const test = withCollector.extend<{ site: Awaited<ReturnType<typeof startSite>> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  site: async ({}, use) => {
    const site = await startSite();
    await use(site);
    await site.close();
  },
});

// Each check starts a process, a database connection and a browser.
test.describe.configure({ timeout: 180_000 });

test('a good page: the command says so in words, and its lead is a test', async ({ collector, site }) => {
  const url = site.write('/', { html: `<head>${tagOf(collector)}</head><body>${FORM}` });
  const { code, output } = await runCommand(collector, 'check', url, '--flow', 'demo');
  expect(output).toContain('It works.');
  expect(output).toMatch(/^ {2}ok {4}Test lead {3}It has arrived, marked as a test\.$/m);
  expect(code).toBe(0);

  const report = await checkPage(collector, url);
  expect(report.faults).toEqual([]);
  expect(report.facts.click).toMatchObject({
    given: false,
    registration: { status: 200, answer: { status: 'ok' } },
    again: { sameClick: true, registrations: 0 },
  });
  expect(report.facts.forms).toEqual([{ title: '#order', state: 'filled', detail: '' }]);
  expect(report.facts.lead?.arrived).toBe('test');
});

test('a thank-you page: the lead that it sends by itself becomes a test, too', async ({
  collector,
  site,
}) => {
  const url = site.write('/thanks', {
    html: `<head>${tagOf(collector)}<script>
      addEventListener('DOMContentLoaded', () => subpixel.lead({ name: 'Ada', phone: '+1 555 0100' }));
    </script></head><body>Thanks`,
  });
  const { faults, facts } = await checkPage(collector, url);
  expect(faults).toEqual([]);
  expect([facts.ownLeads > 0, facts.lead?.arrived]).toEqual([true, 'test']);
});

test('a page without the script: the command fails and shows the tag', async ({ collector, site }) => {
  const url = site.write('/', { html: `<body>${FORM}` });
  const { code, faults, find } = await checkPage(collector, url);
  expect(code).toBe(1);
  expect(faults).toEqual(['Script tag fail']);
  expect(find('Script tag').code).toBe(tagOf(collector));
});

test('keys: an unknown one, another flow’s, none', async ({ collector, site }) => {
  const made = await runCommand(collector, 'flow-add', 'admin', 'other', 'https://shop.example/');
  const key = /pk_\w+/.exec(made.output)?.[0] ?? '';
  const write = (path: string, attribute: string) =>
    site.write(path, {
      html: `<head><script defer src="${collector.url}/sdk.js"${attribute}></script></head>`,
    });

  const unknown = await checkPage(collector, write('/unknown', ' data-key="pk_nobodys"'));
  expect(unknown.find('Site key').text).toContain('«pk_nobodys» is no site key of this account');
  expect(unknown.find('Click ID').text).toContain('access token');
  const foreign = await checkPage(collector, write('/foreign', ` data-key="${key}"`));
  expect(foreign.find('Site key').text).toContain('another flow, «other»');
  expect(foreign.faults).toEqual(['Site key fail']);
  const none = await checkPage(collector, write('/none', ''));
  expect(none.find('Site key').text).toContain('no data-key');
  expect(none.code).toBe(1);
});

test('a policy without connect-src: which directive, ready to be copied', async ({ collector, site }) => {
  const policy = `default-src 'self'; script-src 'self' ${collector.url}`;
  const url = site.write('/', {
    html: `<head>${tagOf(collector)}</head><body>${FORM}`,
    headers: { 'Content-Security-Policy': policy },
  });
  const { faults, find } = await checkPage(collector, url);
  expect(faults).toEqual(['Policy fail', 'Click ID fail', 'Test lead fail']);
  expect(find('Policy').code).toBe(`connect-src 'self' ${collector.url}`);
  expect(find('Click ID').hint).toContain('«Policy»');
  expect(find('Test lead').hint).toContain('«Policy»');
});

test('a policy without script-src, and Trusted Types on top', async ({ collector, site }) => {
  const url = site.write('/', {
    html: `<head>${tagOf(collector)}</head><body>${FORM}`,
    headers: { 'Content-Security-Policy': "script-src 'self'; require-trusted-types-for 'script'" },
  });
  const { faults, find } = await checkPage(collector, url);
  expect(faults).toEqual(['Script fail', 'Policy fail', 'Click ID fail', 'Forms fail', 'Test lead fail']);
  expect(find('Script').text).toContain('Content-Security-Policy keeps it out');
  expect(find('Policy').code).toBe(`script-src 'self' ${collector.url}; connect-src ${collector.url}`);
});

test('forms: switched off, with a value of its own, in a foreign frame', async ({ collector, site }) => {
  const frames = await startSite();
  const frame = frames.write('/', { html: '<form id="framed"><input name="phone"></form>' });
  const url = site.write('/', {
    html: `<head>${tagOf(collector)}</head><body>${FORM}
      <form id="off" data-subpixel="off"></form>
      <form id="own"><input name="subid" value="partner-7"></form>
      <form id="clobbered"><input name="closest"><input name="getAttribute"></form>
      <iframe src="${frame.replace('127.0.0.1', 'localhost')}"></iframe>`,
  });
  const { facts, code } = await checkPage(collector, url);
  await frames.close();
  expect(facts.forms.map(({ title, state, detail }) => [title, state, detail])).toEqual([
    ['#order', 'filled', ''],
    ['#off', 'off', ''],
    ['#own', 'own', 'partner-7'],
    ['#clobbered', 'filled', ''],
    ['#framed', 'foreign', frames.origin.replace('127.0.0.1', 'localhost')],
  ]);
  expect(code, 'warnings alone are no failure').toBe(0);
});

test('a tag that a tag manager adds is found, and told from one in the HTML', async ({ collector, site }) => {
  const { siteKey } = collector.firstRun;
  const url = site.write('/', {
    html: `<body>${FORM}<script>
      addEventListener('load', () => setTimeout(() => {
        const script = document.createElement('script');
        script.src = '${collector.url}/sdk.js?key=${siteKey}';
        document.head.append(script);
      }, 500));
    </script>`,
  });
  const { faults, find } = await checkPage(collector, url);
  expect(faults).toEqual(['Script tag warn']);
  expect(find('Script tag').text).toContain('tag manager');
});

test('two tags, and a script that is not there', async ({ collector, site }) => {
  const twice = site.write('/twice', { html: `<head>${tagOf(collector)}${tagOf(collector)}</head>` });
  expect((await checkPage(collector, twice)).find('Script tag').text).toContain('2 times');
  const { siteKey } = collector.firstRun;
  const gone = site.write('/gone', {
    html: `<head><script defer src="/assets/gone.js" data-key="${siteKey}"></script></head>`,
  });
  expect((await checkPage(collector, gone)).find('Script').text).toContain(
    '/assets/gone.js answers HTTP 404',
  );
});

test('addresses without a page', async ({ collector, site }) => {
  const gone = await checkPage(collector, `${site.origin}/nothing`);
  expect(gone.faults).toEqual(['Page fail']);
  expect(gone.find('Page').text).toContain('HTTP 404');
  const unknown = await checkPage(collector, 'http://nowhere.invalid/');
  expect(unknown.find('Page').hint).toContain('DNS');
  for (const address of ['file:///etc/passwd', 'data:text/html,x', 'chrome://version', 'shop.example']) {
    const refused = await runCommand(collector, 'check', address, '--flow', 'demo');
    expect([address, refused.code, refused.output]).toEqual([address, 1, '']);
    expect(refused.errors).toContain('http:// or https://');
  }
});
