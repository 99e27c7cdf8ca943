import fc from 'fast-check';
import { HEADER_TEXTS, NAMES, type Value, value } from './hostile.ts';

/** How the parameters travel. */
export const ENCODINGS = [
  ...['query', 'raw', 'get-json', 'form', 'form-bytes', 'json', 'multipart', 'text-json', 'text-form'],
  ...['untyped-json', 'untyped-form', 'form-as-json', 'json-as-form', 'json-as-multipart'],
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Every door with the encodings that its methods allow. */
const DOORS = {
  'postback.json': ENCODINGS,
  'postback.txt': ENCODINGS,
  'postback.gif': ENCODINGS,
  'lead.json': ENCODINGS.filter((encoding) => encoding !== 'query' && encoding !== 'get-json'),
  'lead.gif': ['query', 'raw', 'get-json'],
  'click.json': ENCODINGS.filter((encoding) => encoding !== 'query' && encoding !== 'get-json'),
  link: ['query', 'get-json'],
} as const satisfies Record<string, readonly Encoding[]>;
export type DoorName = keyof typeof DOORS;

/** One hostile request, as plain data: a counterexample can be pasted among the kept ones. */
export interface Attack {
  readonly door: DoorName;
  readonly encoding: Encoding;
  readonly pairs: readonly (readonly [name: string, value: Value])[];
  /** The first so many pairs go into the query, the rest into the body. */
  readonly inQuery: number;
  readonly headers: Readonly<Record<string, string>>;
}

type Pairs = Attack['pairs'];

/** Mostly genuine: what is refused at the door never reaches the database. */
const credentials = fc.oneof(
  {
    weight: 24,
    arbitrary: fc.constant<Pairs>([
      ['id', '@token'],
      ['key', '@key'],
    ]),
  },
  { weight: 1, arbitrary: fc.constant<Pairs>([]) },
  {
    weight: 1,
    arbitrary: fc.constant<Pairs>([
      ['id', '@stranger'],
      ['key', '@strangers-key'],
    ]),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Pairs>([
      ['id', '@key'],
      ['key', '@token'],
    ]),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Pairs>([
      ['id', '@token'],
      ['id', '@token'],
      ['key', '@key'],
    ]),
  },
  {
    weight: 2,
    arbitrary: value.map(
      (bad): Pairs => [
        ['id', bad],
        ['key', bad],
      ],
    ),
  },
);

const target = fc.oneof(
  { weight: 14, arbitrary: fc.constant<Pairs>([['click', '@click']]) },
  { weight: 2, arbitrary: fc.constant<Pairs>([['click', '@fresh']]) },
  {
    weight: 2,
    arbitrary: value.map(
      (subid): Pairs => [
        ['flow', '@flow'],
        ['subid', subid],
      ],
    ),
  },
  { weight: 1, arbitrary: fc.constant<Pairs>([['click', '@foreign']]) },
  { weight: 1, arbitrary: fc.constant<Pairs>([]) },
);

const hostilePairs = fc.array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 8 });

const headers = fc.option(
  fc.dictionary(
    fc.constantFrom('user-agent', 'referer', 'origin', 'x-forwarded-for', 'accept-language'),
    fc.constantFrom(...HEADER_TEXTS),
    { maxKeys: 3 },
  ),
  { nil: {}, freq: 3 },
);

export const attack: fc.Arbitrary<Attack> = fc
  .constantFrom(...(Object.keys(DOORS) as DoorName[]))
  .chain((door) =>
    fc.record({
      door: fc.constant(door),
      encoding: fc.constantFrom<Encoding>(...DOORS[door]),
      pairs: fc.tuple(credentials, target, hostilePairs).map((parts): Pairs => parts.flat()),
      inQuery: fc.nat({ max: 6 }),
      headers,
    }),
  );
