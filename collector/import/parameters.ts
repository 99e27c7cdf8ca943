import { CONTACT_LENGTHS, MAX_META_KEY, TAGS } from '../pipeline/fields.ts';
import { CLICK_ALIASES } from '../pipeline/read-identity.ts';

/** What a column of a file may be, in the order in which people look for it. */
export const IMPORT_PARAMETERS = [
  ...(['click', 'flow', 'uid', 'goal', 'status', 'price', 'currency'] as const),
  ...Object.keys(CONTACT_LENGTHS),
  ...(['geo', 'ip', 'test', 'convert'] as const),
  ...TAGS,
];

/** Other names that files have for them, in lower case without signs and spaces. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  click: [...CLICK_ALIASES.filter((alias) => !/\d/.test(alias)).map(bare), 'кликid', 'idклика', 'клик'],
  flow: ['flowid', 'поток'],
  uid: [
    'orderid',
    'order',
    'leadid',
    'transactionid',
    'txid',
    'conversionid',
    'заказ',
    'номерзаказа',
    'idзаказа',
  ],
  goal: ['event', 'цель', 'событие'],
  status: ['state', 'статус'],
  price: ['payout', 'sum', 'amount', 'revenue', 'reward', 'выплата', 'сумма', 'цена', 'вознаграждение'],
  currency: ['cur', 'валюта'],
  name: ['fullname', 'customer', 'client', 'имя', 'фио', 'клиент', 'покупатель'],
  phone: ['tel', 'telephone', 'phonenumber', 'mobile', 'телефон', 'номертелефона'],
  email: ['mail', 'emailaddress', 'почта', 'элпочта', 'электроннаяпочта'],
  comment: ['note', 'notes', 'comments', 'комментарий', 'примечание'],
  geo: ['country', 'countrycode', 'страна', 'гео'],
  ip: ['ipaddress'],
};

/** What a column is by its heading: a parameter, a custom field `meta[…]`, or null where nobody knows. */
export function guessParameter(heading: string): string | null {
  const name = heading.trim().toLowerCase();
  if (/^meta\[.+\]$/.test(name)) return heading.trim();
  const known = IMPORT_PARAMETERS.find((parameter) => parameter === name);
  if (known) return known;
  const found = Object.entries(ALIASES).find(([, names]) => names.includes(bare(name)));
  return found?.[0] ?? null;
}

/** For each heading what it is; of two that are the same the first is taken. */
export function guessParameters(headings: readonly string[]): (string | null)[] {
  const taken = new Set<string>();
  return headings.map((heading) => {
    const parameter = guessParameter(heading);
    if (parameter === null || taken.has(parameter)) return null;
    taken.add(parameter);
    return parameter;
  });
}

/** A column that is kept as a custom field under its own heading. */
export function metaOf(heading: string): string {
  return `meta[${heading.trim().slice(0, MAX_META_KEY)}]`;
}

function bare(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '');
}
