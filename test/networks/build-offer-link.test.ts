import { describe, expect, it } from 'vitest';
import { buildOfferLink, findNetwork, NETWORKS } from '../../collector/networks/index.ts';

function build(id: string, url: string, macro?: string) {
  const template = findNetwork(id);
  if (!template) throw new Error(`no network ${id}`);
  return buildOfferLink(template, url, macro);
}

describe('buildOfferLink', () => {
  it.each<[string, string, string, string]>([
    ['adds the parameter', 'adcombo', 'https://o.example/x', 'https://o.example/x?subacc4={click}'],
    [
      'keeps query and hash',
      'kma-biz',
      'https://o.example/?a=1&b=%20#top',
      'https://o.example/?a=1&b=%20&data1={click}#top',
    ],
    ['replaces a value', 'everad', 'https://o.example/?sid1=old&z=1', 'https://o.example/?sid1={click}&z=1'],
    [
      'replaces a macro',
      'everad',
      'https://o.example/?sid1={subid}&z=1',
      'https://o.example/?sid1={click}&z=1',
    ],
    [
      'drops repetitions',
      'everad',
      'https://o.example/?sid1=1&z=1&sid1=2',
      'https://o.example/?sid1={click}&z=1',
    ],
    ['fills an empty parameter', 'everad', 'https://o.example/?sid1=', 'https://o.example/?sid1={click}'],
    [
      'fills a parameter without =',
      'everad',
      'https://o.example/?sid1&z',
      'https://o.example/?sid1={click}&z',
    ],
    [
      'leaves macros of others',
      'everad',
      'https://o.example/?a={x}&b=#s2#&c=1',
      'https://o.example/?a={x}&b=#s2#&c=1&sid1={click}',
    ],
    [
      'knows a name that is encoded',
      'zcpa',
      'https://o.example/?sub%5Fid1=1',
      'https://o.example/?sub_id1={click}',
    ],
    ['takes a link without a path', 'everad', ' https://o.example ', 'https://o.example?sid1={click}'],
    [
      'keeps the code of a bot',
      'altercpa-top',
      'https://t.me/bot?start=CODE',
      'https://t.me/bot?start=CODE-{click}',
    ],
    [
      'replaces what follows the code',
      'altercpa-top',
      'https://t.me/bot?start=CODE-old',
      'https://t.me/bot?start=CODE-{click}',
    ],
    [
      'adds its part of a btag',
      'income-access',
      'https://o.example/?btag=a_1b_2',
      'https://o.example/?btag=a_1b_2c_{click}',
    ],
    [
      'replaces its part of a btag',
      'income-access',
      'https://o.example/?btag=a_1b_2c_old&x=1',
      'https://o.example/?btag=a_1b_2c_{click}&x=1',
    ],
    [
      'adds to the path',
      'monsterleads',
      'https://o.example/go/77/?x=1',
      'https://o.example/go/77/{click}?x=1',
    ],
    [
      'replaces a macro in the path',
      'monsterleads',
      'https://o.example/go/{subid}',
      'https://o.example/go/{click}',
    ],
  ])('%s', (_name, id, url, expected) => {
    expect(build(id, url)).toEqual({ url: expected });
    expect(build(id, expected)).toEqual({ url: expected });
  });

  it('takes another macro', () => {
    expect(build('tune', 'https://o.example/?aff_sub=1', '{meta.id}')).toEqual({
      url: 'https://o.example/?aff_sub={meta.id}',
    });
  });

  it.each<[string, string, RegExp]>([
    ['everad', 'o.example/x', /https:\/\//],
    ['everad', '', /https:\/\//],
    ['everad', 'javascript:alert(1)', /https:\/\//],
    ['altercpa-top', 'https://t.me/bot', /«start».*start=CODE-\{click\}/],
    ['income-access', 'https://o.example/', /«btag»/],
  ])('says what to do where it cannot (%s, %s)', (id, url, problem) => {
    expect(build(id, url)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it('works for every network', () => {
    const link = 'https://o.example/a?start=CODE&btag=a_1b_2&keep=1#h';
    for (const template of NETWORKS) {
      expect(buildOfferLink(template, link)).toMatchObject({
        url: expect.stringMatching(/^https:\/\/o\.example\/a.*\{click\}.*#h$/),
      });
      expect(JSON.stringify(buildOfferLink(template, link))).toContain('keep=1');
    }
  });
});
