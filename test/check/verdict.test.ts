import { describe, expect, test } from 'vitest';
import type { Call, Facts } from '../../collector/check/facts.ts';
import type { Finding } from '../../collector/check/finding.ts';
import { renderReport } from '../../collector/check/render-report.ts';
import { hasPassed, judge } from '../../collector/check/verdict.ts';

const CLICK = '0192f3a4b5c67d8e9f00112233445566';
const COLLECTOR = 'https://track.example';
const PAGE = 'https://shop.example/offer';
const TAG = `<script defer src="${COLLECTOR}/sdk.js" data-key="pk_mine"></script>`;

const SCRIPT: Call = {
  url: `${COLLECTOR}/sdk.js`,
  status: 200,
  contentType: 'text/javascript; charset=utf-8',
  failure: null,
  sent: {},
  answer: null,
};
const REGISTRATION: Call = {
  url: `${COLLECTOR}/api/track/click.json`,
  status: 200,
  contentType: 'application/json',
  failure: null,
  sent: { key: 'pk_mine', click: CLICK },
  answer: { status: 'ok', click: CLICK },
};
const OURS = { src: SCRIPT.url, key: 'pk_mine', type: '', isPinned: false, inSource: true };
const CLICK_FACT: Facts['click'] = {
  id: CLICK,
  given: false,
  registration: REGISTRATION,
  again: { sameClick: true, registrations: 0 },
};

/** A page on which everything works. */
const GOOD: Facts = {
  target: {
    url: PAGE,
    flow: 'mine',
    scriptTag: TAG,
    collectorUrl: COLLECTOR,
    scriptUrls: [`${COLLECTOR}/sdk`],
  },
  page: { url: PAGE, status: 200, hurdle: null },
  tags: [OURS],
  script: SCRIPT,
  started: true,
  key: { text: 'pk_mine', flow: 'mine' },
  click: CLICK_FACT,
  forms: [{ title: '#order', state: 'filled', detail: '' }],
  violations: [],
  lead: { status: 200, answer: { status: 'ok', result: 'created', click: CLICK }, arrived: 'test' },
  ownLeads: 0,
  errors: [],
};

/** The script never ran; what follows from that. */
const DEAD: Partial<Facts> = {
  started: false,
  key: { text: 'pk_mine', flow: 'mine' },
  click: { id: null, given: false, registration: null, again: null },
  lead: null,
};
const origin = { status: 'error', error: 'access', reason: 'origin', hint: '…' };
const violation = (directive: string, policy: string, reportOnly = false) => ({
  directive,
  blocked: `${COLLECTOR}/x`,
  policy,
  reportOnly,
});

interface Case {
  readonly title: string;
  readonly change: Partial<Facts>;
  /** What must be among the findings, in part. */
  readonly expected: Pick<Finding, 'name' | 'level'> & { text?: string; hint?: string; code?: string };
}

const page = (change: Partial<Facts['page']>) => ({ page: { ...GOOD.page, ...change } });
const hurdle = (kind: NonNullable<Facts['page']['hurdle']>['kind'], detail: string) =>
  page({ status: null, hurdle: { kind, detail } });
const click = (change: Partial<Facts['click']>) => ({ click: { ...CLICK_FACT, ...change } });
const lead = (change: Partial<NonNullable<Facts['lead']>>): Partial<Facts> => ({
  lead: { status: 200, answer: { status: 'ok' }, arrived: 'test', ...change },
});
const form = (state: Facts['forms'][number]['state'], detail = '') => ({
  forms: [...GOOD.forms, { title: '#second', state, detail }],
});

const CASES: readonly Case[] = [
  {
    title: 'the page is gone',
    change: page({ status: 404 }),
    expected: { name: 'Page', level: 'fail', text: 'HTTP 404', hint: 'address' },
  },
  {
    title: 'the page keeps robots out',
    change: page({ status: 403 }),
    expected: { name: 'Page', level: 'fail', hint: 'SubpixelCheck' },
  },
  {
    title: 'the page leads inside',
    change: page({
      url: 'http://10.0.0.1/',
      status: null,
      hurdle: { kind: 'private', detail: '10.0.0.1:80' },
    }),
    expected: {
      name: 'Page',
      level: 'fail',
      text: 'It leads to http://10.0.0.1/',
      hint: 'SUBPIXEL_CHECK_PRIVATE',
    },
  },
  {
    title: 'no such name',
    change: hurdle('dns', 'shop.example:443 (ENOTFOUND)'),
    expected: { name: 'Page', level: 'fail', hint: 'DNS' },
  },
  {
    title: 'nobody listens',
    change: hurdle('connect', 'shop.example:443 (ECONNREFUSED)'),
    expected: { name: 'Page', level: 'fail', text: 'ECONNREFUSED' },
  },
  {
    title: 'a bad certificate',
    change: hurdle('certificate', 'ERR_CERT_DATE_INVALID'),
    expected: { name: 'Page', level: 'fail', hint: 'Renew' },
  },
  {
    title: 'a slow page',
    change: hurdle('timeout', 'shop.example:443'),
    expected: { name: 'Page', level: 'fail', text: 'twelve seconds' },
  },
  {
    title: 'anything else',
    change: hurdle('other', 'ERR_EMPTY_RESPONSE'),
    expected: { name: 'Page', level: 'fail', text: 'ERR_EMPTY_RESPONSE' },
  },
  {
    title: 'the page moves',
    change: page({ url: `${PAGE}/new` }),
    expected: { name: 'Page', level: 'ok', text: `at ${PAGE}/new` },
  },
  {
    title: 'no tag',
    change: { ...DEAD, tags: [], script: null, key: null },
    expected: { name: 'Script tag', level: 'fail', hint: '<head>', code: TAG },
  },
  {
    title: 'an inlined script',
    change: { tags: [], script: null },
    expected: { name: 'Script tag', level: 'warn', text: 'inline' },
  },
  {
    title: 'two tags',
    change: { tags: [OURS, OURS] },
    expected: { name: 'Script tag', level: 'warn', text: '2 times' },
  },
  {
    title: 'a tag manager',
    change: { tags: [{ ...OURS, inSource: false }] },
    expected: { name: 'Script tag', level: 'warn', text: 'tag manager', code: TAG },
  },
  {
    title: 'an optimiser',
    change: { tags: [{ ...OURS, type: 'rocketlazyloadscript' }] },
    expected: { name: 'Script tag', level: 'warn', text: 'rocketlazyloadscript' },
  },
  {
    title: 'a delayed script that never ran',
    change: { ...DEAD, tags: [{ ...OURS, type: 'text/plain' }], script: null },
    expected: { name: 'Script', level: 'fail', hint: 'optimiser' },
  },
  {
    title: 'a tag without an address',
    change: { ...DEAD, tags: [{ ...OURS, src: '' }], script: null },
    expected: { name: 'Script', level: 'fail', text: 'not asked', code: TAG },
  },
  {
    title: 'a script that the policy keeps out',
    change: { ...DEAD, script: { ...SCRIPT, status: null, failure: 'csp' } },
    expected: { name: 'Script', level: 'fail', hint: '«Policy»' },
  },
  {
    title: 'mixed content',
    change: { ...DEAD, script: { ...SCRIPT, status: null, failure: 'mixed-content' } },
    expected: { name: 'Script', level: 'fail', hint: 'https' },
  },
  {
    title: 'a blocker',
    change: { ...DEAD, script: { ...SCRIPT, status: null, failure: 'net::ERR_BLOCKED_BY_CLIENT' } },
    expected: { name: 'Script', level: 'fail', hint: 'own domain' },
  },
  {
    title: 'no way to the collector',
    change: { ...DEAD, script: { ...SCRIPT, status: null, failure: 'net::ERR_CONNECTION_REFUSED' } },
    expected: { name: 'Script', level: 'fail', hint: 'every visitor' },
  },
  {
    title: 'a collector with a bad certificate',
    change: { ...DEAD, script: { ...SCRIPT, status: null, failure: 'net::ERR_CERT_AUTHORITY_INVALID' } },
    expected: { name: 'Script', level: 'fail', hint: 'Renew' },
  },
  {
    title: 'no script at the address',
    change: { ...DEAD, script: { ...SCRIPT, status: 404, failure: 'net::ERR_ABORTED' } },
    expected: { name: 'Script', level: 'fail', text: 'HTTP 404', code: TAG },
  },
  {
    title: 'an old pin',
    change: { ...DEAD, tags: [{ ...OURS, isPinned: true }], script: { ...SCRIPT, status: 404 } },
    expected: { name: 'Script', level: 'fail', hint: 'copy it anew', code: TAG },
  },
  {
    title: 'a pin on other bytes',
    change: { ...DEAD, tags: [{ ...OURS, isPinned: true }] },
    expected: { name: 'Script', level: 'fail', text: 'pinned', code: TAG },
  },
  {
    title: 'HTML in place of the script',
    change: { ...DEAD, script: { ...SCRIPT, contentType: 'text/html', failure: 'net::ERR_ABORTED' } },
    expected: { name: 'Script', level: 'fail', text: '«text/html»' },
  },
  {
    title: 'another script at the address',
    change: DEAD,
    expected: { name: 'Script', level: 'fail', text: 'does not run' },
  },
  {
    title: 'no key',
    change: { key: null },
    expected: { name: 'Site key', level: 'fail', text: 'no data-key', code: TAG },
  },
  {
    title: 'an unknown key',
    change: { key: { text: 'pk_x', flow: null } },
    expected: { name: 'Site key', level: 'fail', text: '«pk_x»', code: TAG },
  },
  {
    title: 'another flow’s key',
    change: { key: { text: 'pk_x', flow: 'other' } },
    expected: { name: 'Site key', level: 'fail', text: '«other»', code: TAG },
  },
  {
    title: 'a policy without connect-src for us',
    change: {
      violations: [violation('connect-src', "default-src 'none'; connect-src 'self' https://a.example")],
    },
    expected: {
      name: 'Policy',
      level: 'fail',
      text: COLLECTOR,
      code: `connect-src 'self' https://a.example ${COLLECTOR}`,
    },
  },
  {
    title: 'a policy with nothing but default-src',
    change: { violations: [violation('script-src-elem', "default-src 'self'")] },
    expected: {
      name: 'Policy',
      level: 'fail',
      code: `script-src 'self' ${COLLECTOR}; connect-src 'self' ${COLLECTOR}`,
    },
  },
  {
    title: 'a policy that says none',
    change: { violations: [violation('connect-src', "CONNECT-SRC 'none'")] },
    expected: { name: 'Policy', level: 'fail', code: `connect-src ${COLLECTOR}` },
  },
  {
    title: 'a policy with script-src-elem',
    change: {
      violations: [violation('script-src-elem', "script-src 'none'; script-src-elem 'self'; connect-src *")],
    },
    expected: {
      name: 'Policy',
      level: 'fail',
      code: `script-src-elem 'self' ${COLLECTOR}; connect-src * ${COLLECTOR}`,
    },
  },
  {
    title: 'a policy by nonce',
    change: { violations: [violation('script-src-elem', "script-src 'nonce-x' 'strict-dynamic'")] },
    expected: { name: 'Policy', level: 'fail', hint: 'nonce' },
  },
  {
    title: 'a policy that only reports',
    change: { violations: [violation('connect-src', "connect-src 'self'", true)] },
    expected: { name: 'Policy', level: 'warn', code: `connect-src 'self' ${COLLECTOR}` },
  },
  {
    title: 'a policy that blocks others',
    change: {
      violations: [
        { ...violation('connect-src', "connect-src 'self'"), blocked: 'https://track.example.evil/x' },
      ],
    },
    expected: { name: 'Policy', level: 'ok' },
  },
  {
    title: 'no click for want of consent',
    change: { ...click({ id: null, registration: null, again: null }), lead: null },
    expected: { name: 'Click ID', level: 'warn', hint: 'consent' },
  },
  {
    title: 'an origin that is not on the list: the click',
    change: click({ registration: { ...REGISTRATION, answer: origin } }),
    expected: {
      name: 'Click ID',
      level: 'fail',
      text: 'https://shop.example',
      hint: 'Add https://shop.example',
    },
  },
  {
    title: 'an origin that is not on the list: the lead',
    change: lead({ answer: origin, arrived: null }),
    expected: { name: 'Test lead', level: 'fail', hint: 'Add https://shop.example' },
  },
  {
    title: 'a registration that got nowhere',
    change: click({
      registration: { ...REGISTRATION, status: null, failure: 'net::ERR_FAILED', answer: null },
    }),
    expected: { name: 'Click ID', level: 'fail', text: 'net::ERR_FAILED', hint: 'text/plain' },
  },
  {
    title: 'a registration that the policy blocks',
    change: {
      ...click({ registration: null }),
      violations: [violation('connect-src', "connect-src 'self'")],
    },
    expected: { name: 'Click ID', level: 'fail', text: 'blocked', hint: '«Policy»' },
  },
  {
    title: 'a policy that blocks the picture that stands in for a request',
    change: { violations: [violation('img-src', "img-src 'self'")] },
    expected: { name: 'Policy', level: 'ok' },
  },
  {
    title: 'no registration at all',
    change: click({ registration: null }),
    expected: { name: 'Click ID', level: 'fail', text: 'no request' },
  },
  {
    title: 'a click from the URL',
    change: click({ given: true, registration: null }),
    expected: { name: 'Click ID', level: 'ok', text: 'URL' },
  },
  {
    title: 'a browser that keeps nothing',
    change: click({ again: { sameClick: false, registrations: 1 } }),
    expected: { name: 'Click ID', level: 'warn', text: 'comes back' },
  },
  {
    title: 'a browser that forgets the registration',
    change: click({ again: { sameClick: true, registrations: 1 } }),
    expected: { name: 'Click ID', level: 'warn', text: 'again' },
  },
  { title: 'no forms', change: { forms: [] }, expected: { name: 'Forms', level: 'ok', text: 'none' } },
  {
    title: 'a form that is switched off',
    change: form('off'),
    expected: { name: 'Forms', level: 'warn', text: '«#second»', hint: 'attribute' },
  },
  {
    title: 'a form with a value of its own',
    change: form('own', 'mine'),
    expected: { name: 'Forms', level: 'warn', text: '«mine»', hint: 'data-field' },
  },
  {
    title: 'a form in a foreign frame',
    change: form('foreign', 'https://forms.example'),
    expected: { name: 'Forms', level: 'warn', text: 'https://forms.example', hint: '{click}' },
  },
  {
    title: 'a form that stays empty',
    change: form('empty'),
    expected: { name: 'Forms', level: 'fail', code: '<input type="hidden" name="subid" value="{click}">' },
  },
  {
    title: 'the other form is still told',
    change: form('empty'),
    expected: { name: 'Forms', level: 'ok', text: '1 of 2 carry' },
  },
  {
    title: 'a lead whose answer the page cannot read',
    change: lead({ status: 0, answer: null }),
    expected: { name: 'Test lead', level: 'fail', hint: 'Access-Control-Allow-Origin' },
  },
  {
    title: 'a lead that lost its mark',
    change: lead({ arrived: 'real' }),
    expected: { name: 'Test lead', level: 'fail', text: 'mark' },
  },
  {
    title: 'a lead that waits for the database',
    change: lead({ answer: { status: 'ok', result: 'queued' }, arrived: null }),
    expected: { name: 'Test lead', level: 'fail', hint: '/readyz' },
  },
  {
    title: 'a lead that went to another collector',
    change: lead({ arrived: null }),
    expected: { name: 'Test lead', level: 'fail', hint: 'another collector' },
  },
  {
    title: 'a lead that the policy blocks',
    change: {
      ...lead({ status: 0, answer: null, arrived: null }),
      violations: [violation('connect-src', "connect-src 'self'")],
    },
    expected: { name: 'Test lead', level: 'fail', hint: '«Policy»' },
  },
  {
    title: 'a lead that a proxy has swallowed',
    change: lead({ status: 502, answer: null, arrived: null }),
    expected: { name: 'Test lead', level: 'fail', text: 'HTTP 502' },
  },
  {
    title: 'a refusal of another kind',
    change: lead({
      answer: { status: 'error', error: 'db', reason: 'unavailable', hint: 'later' },
      arrived: null,
    }),
    expected: { name: 'Test lead', level: 'fail', text: 'db unavailable', hint: 'later' },
  },
  {
    title: 'a thank-you page',
    change: { ownLeads: 1 },
    expected: { name: 'Own lead', level: 'ok', text: 'test' },
  },
  {
    title: 'a fault of ours',
    change: { errors: ['x is not a function'] },
    expected: { name: 'Script error', level: 'warn', text: 'x is not a function', hint: 'report' },
  },
];

test('a page on which everything works', () => {
  const findings = judge(GOOD);
  expect(findings.map(({ name, level }) => `${name} ${level}`)).toEqual([
    'Page ok',
    'Script tag ok',
    'Script ok',
    'Site key ok',
    'Policy ok',
    'Click ID ok',
    'Forms ok',
    'Test lead ok',
  ]);
  expect(hasPassed(findings)).toBe(true);
});

describe('each fault says why and what to do next', () => {
  test.each(CASES)('$title', ({ change, expected }) => {
    const findings = judge({ ...GOOD, ...change });
    const { name, level, code = null } = expected;
    const found = findings.find((each) => each.name === name && each.level === level);
    expect(found, JSON.stringify(findings, null, 1)).toBeDefined();
    expect(found?.text).toContain(expected.text ?? '');
    expect(found?.hint ?? '').toContain(expected.hint ?? '');
    expect(found?.code).toBe(code);
    for (const each of findings) expect(each.hint === null, each.name).toBe(each.level === 'ok');
    expect(hasPassed(findings)).toBe(findings.every((each) => each.level !== 'fail'));
  });
});

test('a page that does not open, or has no tag, is not blamed for what follows from that', () => {
  expect(judge({ ...GOOD, ...page({ status: 500 }) })).toHaveLength(1);
  expect(judge({ ...GOOD, ...DEAD, tags: [] })).toHaveLength(2);
});

test('on the terminal nothing of a page moves the cursor', () => {
  const facts = { ...GOOD, errors: ['a\u001b[2Jb\r\u009bc\u0007'] };
  const plain = renderReport({ facts, findings: judge(facts) }, false);
  expect(plain).toContain('a\u{fffd}[2Jb\u{fffd}\u{fffd}c\u{fffd}');
  expect(plain).toMatch(/^ {2}ok {4}Test lead {5}It has arrived/m);
  expect(plain.split('\n').at(-1)).toBe('It works.');
  const coloured = renderReport({ facts, findings: judge(facts) }, true);
  expect(coloured).toContain('\u001b[32mok');
  expect(coloured).not.toContain('\u001b[2J');
});
