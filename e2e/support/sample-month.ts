import pg from 'pg';
import { V7Generator } from 'uuidv7';
import { gatherParameters } from '../../collector/http/parameters/read-parameters.ts';
import { createPipeline } from '../../collector/pipeline/pipeline.ts';
import type { Channel, Credentials, Postback } from '../../collector/pipeline/postback.ts';
import { ensurePartitions } from '../../collector/storage/partitions.ts';
import { createPostgresDirectory } from '../../collector/storage/postgres-directory.ts';
import { createPostgresStore } from '../../collector/storage/postgres-store.ts';

const HOUR_MS = 3600 * 1000;
const DAYS = 30;

/** Something that came in: who sent it, when, and what it said. */
interface Event {
  readonly at: number;
  readonly channel: Channel;
  readonly credentials: Credentials;
  readonly values: Readonly<Record<string, string>>;
  /** Of a click: what is made of it later is sent under its ID. */
  readonly id?: string;
  /** Of the visitor. */
  readonly ip?: string;
}

interface Account {
  readonly tokenId: string;
  /** Each with its site key, the busiest first. */
  readonly flows: readonly { readonly id: string; readonly siteKey: string }[];
}

const SOURCES = ['facebook', 'google', 'tiktok', 'propeller', 'taboola'] as const;
const COUNTRIES = ['DE', 'PL', 'ES', 'IT', 'RO', 'PT', 'MX', 'TH'] as const;
const NAMES = [
  'Anna Kowalska',
  'Jan Nowak',
  'María García',
  'Luca Rossi',
  'Ion Popescu',
  'João Silva',
  'Lena Vogel',
  'Иван Петров',
];
const WORDS = ['approved', 'approved', 'rejected', 'hold', 'trash'] as const;
const CAMPAIGNS = ['spring-1', 'spring-2', 'retarget', 'lookalike'] as const;

/**
 * A month of an affiliate's work, through the real pipeline with its clock set back: visitors with the rhythm of a
 * day, leads, what networks said of them hours later, and the usual mistakes. The same at every call, up to now.
 */
export async function sendSampleMonth(databaseUrl: string, account: Account, now: Date): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  const ids = new V7Generator();
  let clock = now.getTime();
  const newId = () => ids.generateOrResetCore(clock, HOUR_MS).toHex();
  const errors: unknown[] = [];
  const pipeline = createPipeline({
    store: createPostgresStore(pool),
    directory: createPostgresDirectory(pool),
    secret: 'not needed: token IDs are given',
    now: () => new Date(clock),
    newId,
    // The last part of the visitor's address says where it is from.
    country: (ip) => COUNTRIES[Number(ip.split('.').at(-1))] ?? null,
    mayLogStranger: async () => true,
    onError: (error) => errors.push(error),
  });
  const begin = now.getTime() - DAYS * 24 * HOUR_MS;
  for (const at of [begin, now.getTime()]) await ensurePartitions(pool, new Date(at));
  const events = makeEvents(account, begin, now.getTime());
  for (let hour = begin; hour < now.getTime(); hour += HOUR_MS) {
    const due = events.filter(({ at }) => at >= hour && at < hour + HOUR_MS);
    // One after the other kind: a lead's click has to be there before it.
    for (const channel of ['link', 'pixel', 's2s'] as const) {
      await Promise.all(
        due
          .filter((event) => event.channel === channel)
          .map((event) => {
            clock = event.at;
            return pipeline.submit(toPostback(event, newId));
          }),
      );
    }
  }
  await pipeline.drain();
  await pool.end();
  if (errors.length > 0) throw errors[0];
}

function makeEvents(account: Account, begin: number, end: number): Event[] {
  const random = seeded(7);
  const ids = new V7Generator();
  const events: Event[] = [];
  for (let hour = begin; hour < end; hour += HOUR_MS) {
    const growth = 0.8 + (hour - begin) / (end - begin);
    const visitors = Math.round((3 + 9 * rhythm(hour)) * (0.7 + 0.6 * random()) * growth);
    for (let visitor = 0; visitor < visitors; visitor += 1) {
      const at = hour + Math.floor(random() * HOUR_MS);
      const click = ids.generateOrResetCore(at, HOUR_MS).toHex();
      const flow = pick(account.flows, random);
      const values = { utm_source: pick(SOURCES, random), utm_campaign: pick(CAMPAIGNS, random) };
      const ip = `203.0.${Math.floor(250 * random())}.${COUNTRIES.indexOf(pick(COUNTRIES, random))}`;
      events.push({ at, ip, id: click, channel: 'link', credentials: { flow: flow.id }, values });
      if (random() < 0.11) events.push(...convert(account, flow, click, at, random));
    }
  }
  return events.filter(({ at }) => at < end).sort((one, other) => one.at - other.at);
}

/** An order some minutes after the click, the network's word on it hours later, and sometimes a mistake. */
function convert(
  { tokenId, flows }: Account,
  flow: Account['flows'][number],
  click: string,
  at: number,
  random: () => number,
): Event[] {
  const name = pick(NAMES, random);
  const contact = {
    name,
    phone: `+${4930000000 + Math.floor(random() * 9_999_999)}`,
    email: `${name.split(' ')[0]?.toLowerCase()}@shop.example`,
  };
  const key = flow.siteKey;
  const ordered = at + Math.floor((2 + 15 * random()) * 60_000);
  const lead: Event = {
    at: ordered,
    channel: 'pixel',
    credentials: { key },
    values: { click, key, ...contact },
  };
  const answered = ordered + Math.floor((0.5 + 40 * random() ** 2) * HOUR_MS);
  const word = random() < 0.02 ? 'Awaiting callback' : pick(WORDS, random);
  const values = {
    ...{ click, uid: String(Math.floor(480_000 + (at / HOUR_MS) * random())), status: word },
    ...{ price: (14 + Math.floor(random() * 9)).toFixed(2), currency: flow === flows[1] ? 'EUR' : 'USD' },
  };
  const said: Event = { at: answered, channel: 's2s', credentials: { tokenId }, values };
  const again = random() < 0.05 ? [{ ...said, at: answered + 60_000 }] : [];
  const mistaken =
    random() < 0.02 ? [{ ...said, at: answered + 90_000, values: { ...values, click: '{subacc4}' } }] : [];
  return [lead, said, ...again, ...mistaken];
}

/** The first ones most often. */
function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() ** 1.6 * items.length)] as Item;
}

function toPostback(event: Event, newId: () => string): Postback {
  const { channel, credentials, values } = event;
  const pairs = Object.entries(values).map(([name, value]) => ({ name, value, undecoded: null }));
  return {
    id: event.id ?? newId(),
    receivedAt: new Date(event.at),
    channel,
    purpose: channel === 'link' ? 'click' : 'lead',
    format: 'json',
    credentials,
    parameters: gatherParameters([{ pairs, cut: false }]),
    caller: { ip: event.ip ?? '', userAgent: 'Mozilla/5.0 (Linux; Android 14)', referrer: '', origin: '' },
    request: {
      method: 'GET',
      path: channel === 's2s' ? '/api/track/postback.json' : '/api/track/lead.json',
      query: new URLSearchParams({
        ...(channel === 's2s' ? { id: '[redacted]' } : {}),
        ...values,
      }).toString(),
      headers: { host: 'track.example' },
      body: '',
    },
  };
}

/** From 0 at four in the morning to 1 in the evening. */
function rhythm(at: number): number {
  const hour = (at / HOUR_MS) % 24;
  return (1 - Math.cos(((hour - 4) / 24) * 2 * Math.PI)) / 2;
}

/** Numbers from 0 to 1 that are the same every time (a linear congruential generator). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
