/** Parameters of a postback, by their names in the collector's protocol. An empty one is left out of the URL. */
export type Params = Record<string, string>;

/** What a button needs to know: the flow's key, and the payout as it was typed. */
export interface Sale {
  readonly flow: string;
  readonly price: string;
}

/** One button: what it is called, what to expect, and what it adds to the postback or puts in place of a part. */
export interface PostbackKind {
  readonly name: string;
  readonly label: string;
  readonly expect: string;
  readonly params: (sale: Sale) => Params;
}

const CURRENCY = 'USD';
// The shape of a click ID, and its time is in the past: only a look into the database shows that nobody has it.
const NOBODYS_CLICK = '019200000000700080000000000decaf';

const paid = (status: string) => (sale: Sale) => ({ status, price: sale.price, currency: CURRENCY });

/** What a network reports in the life of an order. */
export const STATUS_KINDS: readonly PostbackKind[] = [
  { name: 'new', label: 'New', expect: 'taken, nothing decided', params: () => ({ status: 'new' }) },
  { name: 'hold', label: 'Hold', expect: 'confirmed, not paid yet', params: paid('hold') },
  { name: 'approve', label: 'Approve', expect: 'confirmed and paid', params: paid('approve') },
  {
    name: 'cancel',
    label: 'Cancel',
    expect: 'the buyer changed their mind',
    params: () => ({ status: 'cancel' }),
  },
  {
    name: 'trash',
    label: 'Trash',
    expect: 'wrong number, double, joke',
    params: () => ({ status: 'trash' }),
  },
];

/** What goes wrong with postbacks in practice; each has an answer of its own. */
export const BROKEN_KINDS: readonly PostbackKind[] = [
  {
    name: 'unreplaced-macro',
    label: 'Unreplaced macro',
    expect: 'bad-click: the network does not know this macro and sends it as it stands',
    params: (sale) => ({ click: '{subacc4}', ...paid('approve')(sale) }),
  },
  {
    name: 'unknown-click',
    label: 'Unknown click',
    expect: 'bad-click: nobody has this click ID',
    params: (sale) => ({ click: NOBODYS_CLICK, ...paid('approve')(sale) }),
  },
  {
    name: 'malformed-click',
    label: 'Malformed click',
    expect: 'bad-click: this is no click ID at all',
    params: (sale) => ({ click: 'banner-17', ...paid('approve')(sale) }),
  },
  {
    name: 'no-click',
    label: 'No click',
    expect: 'no-click: neither a click nor a flow',
    params: (sale) => ({ click: '', ...paid('approve')(sale) }),
  },
  {
    name: 'wrong-token',
    label: 'Wrong token',
    expect: 'access: the token is nobody’s',
    params: (sale) => ({ id: 'sk_wrong', ...paid('approve')(sale) }),
  },
  {
    name: 'flow-without-subid',
    label: 'Flow without subid',
    expect: 'bad-flow: flow mode needs a subid',
    params: (sale) => ({ click: '', flow: sale.flow, ...paid('approve')(sale) }),
  },
  {
    name: 'unknown-status',
    label: 'Unknown status word',
    expect: 'applied with a warning, until somebody maps the word',
    params: () => ({ status: 'sent_to_warehouse' }),
  },
];

/** Flow mode: a sale without a click, for instance an order by phone. The sub ID is its identity. */
export const FLOW_KINDS: readonly PostbackKind[] = [
  { name: 'new', label: 'New', expect: 'a lead of this flow', params: () => ({ status: 'new' }) },
  { name: 'approve', label: 'Approve', expect: 'confirmed and paid', params: paid('approve') },
  {
    name: 'trash',
    label: 'Trash',
    expect: 'wrong number, double, joke',
    params: () => ({ status: 'trash' }),
  },
  {
    name: 'unknown-flow',
    label: 'Unknown flow',
    expect: 'bad-flow: no such flow',
    params: () => ({ flow: 'no-such-flow', status: 'new' }),
  },
];
