import { describe, expect, it } from 'vitest';
import {
  buildPostbackUrls,
  findNetwork,
  lintPostbackUrl,
  lintTemplates,
  macroHint,
  NETWORKS,
  statusMap,
} from '../../collector/networks/index.ts';

const network = (id: string) => {
  const template = findNetwork(id);
  if (!template) throw new Error(`no network ${id}`);
  return template;
};

describe(`the ${NETWORKS.length} network templates`, () => {
  it('are at least the 94 that were collected', () => {
    expect(NETWORKS.length).toBeGreaterThanOrEqual(94);
  });

  it('have none of the mistakes that the linter knows', () => {
    expect(lintTemplates(NETWORKS)).toEqual([]);
  });

  it.each(['url', 'flow'] as const)('make postback URLs without mistakes (mapping: %s)', (mapping) => {
    const options = { collectorUrl: 'https://c.example', token: 'sk_1', mapping };
    const problems = NETWORKS.flatMap((template) =>
      buildPostbackUrls(template, options).flatMap(({ url }) => lintPostbackUrl(template, url)),
    );
    expect(problems).toEqual([]);
  });

  it('are found by ID, and by nothing that an object happens to have', () => {
    for (const template of NETWORKS) expect(findNetwork(template.id)).toBe(template);
    for (const id of ['', 'nowhere', '__proto__', 'constructor', 'AdCombo']) {
      expect(findNetwork(id)).toBeUndefined();
    }
  });

  it('say in plain words where the click ID goes', () => {
    expect(macroHint(network('adcombo'))).toBe(
      'in AdCombo write click={subacc4} in the postback URL, and make the offer link carry {click} in «subacc4»',
    );
    expect(macroHint(network('hitpath'))).toMatch(/carry \{click\} in «c1», and ask its support/);
    for (const template of NETWORKS) expect(macroHint(template)).toContain(template.name);
  });
});

describe('status words', () => {
  it.each([
    ['adcombo', 'hold', 'new'],
    ['adcombo', 'lead', 'approve'],
    ['cpaecom', 'accept', 'new'],
    ['cpagetti', 'accept', 'approve'],
    ['cpagetti', 'valid', 'new'],
    ['broleads', 'valid', 'approve'],
    ['affise', '4', 'trash'],
    ['affise-reach', '4', 'hold'],
    ['leadvertex', '1', 'approve'],
    ['leadvertex', '-1', 'cancel'],
    ['papadrop', 'closed', 'approve'],
    ['7leads', 'success', 'new'],
    ['bongacash', 'chargeback', 'cancel'],
    ['clickbank', 'rfnd', 'cancel'],
    ['cpabro-vip', 'firstdepconfirmed', 'approve'],
    ['playcash-network', '2x3', 'cancel'],
    ['kma-biz', 'f', 'trash'],
    ['trafficlight', '2', 'approve'],
    ['zcpa', '13', 'trash'],
  ] as const)('%s: %s is %s', (id, word, status) => {
    expect(statusMap(network(id)).get(word)).toBe(status);
  });
});
