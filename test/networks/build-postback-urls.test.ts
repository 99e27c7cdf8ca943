import { describe, expect, it } from 'vitest';
import {
  buildPostbackUrls,
  findNetwork,
  type NetworkTemplate,
  type PostbackUrlOptions,
} from '../../collector/networks/index.ts';

const START = 'https://c.example/api/track/postback.json?id=sk_1';

function build(template: string | NetworkTemplate, options: Partial<PostbackUrlOptions> = {}) {
  const found = typeof template === 'string' ? findNetwork(template) : template;
  if (!found) throw new Error(`no network ${template}`);
  return buildPostbackUrls(found, { collectorUrl: 'https://c.example', token: 'sk_1', ...options });
}

describe('buildPostbackUrls', () => {
  it('makes one URL with everything in it', () => {
    expect(build('adcombo')).toEqual([
      {
        label: 'Leads, Holds, Rejects',
        url: `${START}&click={subacc4}&uid={trans_id}&status={status}&price={revenue}&currency=USD&stn=hold&sta=confirmed,lead&stc=reject,rejected,cancelled&stt=trash`,
      },
    ]);
  });

  it('leaves to the flow what the flow knows', () => {
    expect(build('adcombo', { mapping: 'flow' })).toMatchObject([
      { url: `${START}&click={subacc4}&uid={trans_id}&status={status}&price={revenue}` },
    ]);
  });

  it('makes one URL per event where the network wants that', () => {
    expect(build('posh-partners')).toEqual([
      {
        label: 'Registration',
        event: 'registration',
        url: `${START}&click={transaction_id}&status=new&goal=registration`,
      },
      {
        label: 'First deposit',
        event: 'first-deposit',
        url: `${START}&click={transaction_id}&status=approve&goal=first-deposit&meta%5Bamount%5D={amount}`,
      },
      {
        label: 'Deposit',
        event: 'deposit',
        url: `${START}&click={transaction_id}&status=approve&goal=deposit&meta%5Bamount%5D={amount}`,
      },
      {
        label: 'CPA qualification',
        event: 'qualification',
        url: `${START}&click={transaction_id}&status=approve&goal=qualification&price={amount}`,
      },
      {
        label: 'Partner income per day',
        event: 'revshare',
        url: `${START}&click={transaction_id}&status=approve&goal=revshare&price={amount}`,
      },
    ]);
  });

  it('takes the payout from the macro of the event', () => {
    const urls = new Map(build('double-hash').map(({ event, url }) => [event, url]));
    expect(urls.get('approve')).toContain('&goal=qualification&price=##CPA_AMOUNT##&currency=##CURRENCY##');
    expect(urls.get('reject')).toMatch(/&status=cancel&goal=qualification$/);
    expect(urls.get('revshare')).toContain('&goal=revshare&price=##RS_AMOUNT##');
  });

  it('leaves the goal out where an event is a status of one lead', () => {
    expect(build('salesdoubler').map(({ url }) => url)).toEqual([
      `${START}&click={TRANS_ID}&status=new&price={AFF_REV}&currency=UAH`,
      `${START}&click={TRANS_ID}&status=approve&price={AFF_REV}&currency=UAH`,
      `${START}&click={TRANS_ID}&status=cancel&price={AFF_REV}&currency=UAH`,
    ]);
  });

  it('says the status itself where every call means one', () => {
    expect(build('cake')[0]?.url).toBe(`${START}&click=#s2#&uid=#leadid#&price=#price#&status=approve`);
    expect(build('cake', { mapping: 'flow' })[0]?.url).toBe(`${START}&click=#s2#&uid=#leadid#&price=#price#`);
  });

  it.each([
    ['tune', 'click={aff_sub}'],
    ['admitad', 'click=[[[subid]]]'],
    ['affilka', 'click=$' + '{visit_id}'],
    ['jumbleberry', 'click=xxc1xx'],
    ['leadvertex', 'status={{payment_status}}'],
    ['cpabro-vip', 'status={action}_{status}'],
    ['playcash-network', 'status={goal}x{status}'],
    ['lucky-online', 'click={get.subid}'],
  ])('never encodes a macro (%s)', (id, text) => {
    expect(build(id)[0]?.url).toContain(`&${text}&`);
  });

  it('encodes fixed values, asks for the reply, and takes any spelling of the collector', () => {
    const template: NetworkTemplate = {
      id: 'x',
      name: 'X',
      kind: 'cod',
      link: null,
      macros: { click: '{c}', status: '{s}' },
      statuses: { approve: ['одобрен', 'a&b'] },
      reply: 'OK 1',
      source: 'recollection',
    };
    expect(build(template, { collectorUrl: 'https://c.example//', token: 'sk_1&x' })[0]?.url).toBe(
      `${START}%26x&click={c}&status={s}&sta=%D0%BE%D0%B4%D0%BE%D0%B1%D1%80%D0%B5%D0%BD,a%26b&return=OK%201`,
    );
  });

  it.each(['hitpath', 'tradedoubler', 'hotmart'])('has no URL where no postback is known (%s)', (id) => {
    expect(build(id)).toEqual([]);
  });
});
