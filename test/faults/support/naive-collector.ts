// A collector with one of the flaws that collectors have: `naive-collector.mjs FLAW`, with PORT and DATABASE_URL. It
// writes to the same tables and answers alike, so that every experiment can be run on it and has to fail.
import { createServer, type IncomingMessage } from 'node:http';
import Koa from 'koa';
import pg from 'pg';

/** What is wrong with it. */
export type Flaw =
  /** Answers from memory, and writes each second. */
  | 'acks-first'
  /** Waits for its database for ever. */
  | 'no-timeouts'
  /** Nobody listens to errors of idle connections, as with a pool out of the box. */
  | 'no-listener'
  /** An INSERT, and nothing that knows a repetition. */
  | 'plain-insert'
  /** Looks whether it is there, then inserts. */
  | 'check-first'
  /** Reads, decides, and writes over whatever was written meanwhile. */
  | 'read-modify-write'
  /** Batches that touch their rows in the order in which they came. */
  | 'unsorted-batches'
  /** Reads parameters as Koa does. */
  | 'ctx-query';

const flaw = process.argv[2] as Flaw;
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 40 });
if (flaw !== 'no-listener') pool.on('error', () => undefined);

/** Where only one statement may know of a repetition, nothing else does. */
const UNIQUE = flaw === 'plain-insert' || flaw === 'check-first' ? '' : 'on conflict do nothing';
const CLICK = 'md5($1)::uuid';
const INSERT = `
  insert into leads (click_id, id, account_id, flow_id, uid, goal, status, status_word, name, phone, email, comment,
                     meta, test, confirmed, created_at, updated_at)
  values (${CLICK}, gen_random_uuid(), gen_random_uuid(), 'shop', $2, '', $3, '', '', '', '', '', $4, false, true, now(), now())
  ${UNIQUE} returning id`;

interface Sent {
  readonly key: string;
  readonly uid: string;
  readonly status: string;
  readonly meta: Readonly<Record<string, string>>;
}

const insert = async ({ key, uid, status, meta }: Sent) =>
  (await pool.query<{ id: string }>({ name: 'write-batch', text: INSERT, values: [key, uid, status, meta] }))
    .rows[0]?.id;

const find = async ({ key, uid }: Sent) => {
  const sql = `select id, status, meta from leads where click_id = ${CLICK} and uid = $2`;
  return (await pool.query(sql, [key, uid])).rows[0];
};

const buffer: Sent[] = [];
let underWay = 0;

async function writeLater(sent: Sent): Promise<void> {
  underWay += 1;
  await insert(sent).catch(() => undefined);
  underWay -= 1;
}

if (flaw === 'acks-first') setInterval(() => buffer.splice(0).forEach(writeLater), 1000);

let batch: { sent: Sent; done: (error?: unknown) => void }[] = [];

/** One transaction, a row after the other. */
async function writeBatch(): Promise<void> {
  const taken = batch;
  batch = [];
  const client = await pool.connect();
  try {
    await client.query('begin');
    for (const { sent } of taken) {
      const values = [sent.key, sent.uid, sent.meta];
      await client.query(`update leads set meta = meta || $3 where click_id = ${CLICK} and uid = $2`, values);
    }
    await client.query('commit');
    for (const { done } of taken) done();
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    for (const { done } of taken) done(error);
  } finally {
    client.release();
  }
}

async function store(sent: Sent): Promise<string> {
  if (flaw === 'acks-first') {
    buffer.push(sent);
    return 'later';
  }
  if (flaw === 'check-first') {
    const found = await find(sent);
    return found?.id ?? insert(sent);
  }
  if (flaw === 'read-modify-write' || flaw === 'unsorted-batches') {
    const found = await find(sent);
    if (!found) return (await insert(sent)) ?? 'raced';
    if (flaw === 'unsorted-batches') {
      await new Promise<void>((resolve, reject) => {
        batch.push({ sent, done: (error) => (error ? reject(error) : resolve()) });
        if (batch.length === 1) setTimeout(writeBatch, 5);
      });
      return found.id;
    }
    const status = sent.status === 'new' ? found.status : sent.status;
    const meta = { ...found.meta, ...sent.meta };
    await pool.query('update leads set status = $2, meta = $3 where id = $1', [found.id, status, meta]);
    return found.id;
  }
  return (await insert(sent)) ?? 'again';
}

function readQuery(request: IncomingMessage): URLSearchParams {
  if (flaw !== 'ctx-query') return new URL(request.url ?? '', 'http://naive').searchParams;
  const { query } = new Koa().createContext(request, {} as never);
  return new URLSearchParams(query as Record<string, string>);
}

const server = createServer(async (request, response) => {
  const query = readQuery(request);
  const answer = (code: number, body: object) => {
    const headers = { 'content-type': 'application/json', ...(code === 503 ? { 'retry-after': '1' } : {}) };
    response.writeHead(code, headers).end(JSON.stringify(body));
  };
  const waiting = buffer.length + underWay;
  if (request.url === '/readyz') return answer(200, { status: 'ok', spool: { waiting, setAside: 0 } });
  for await (const _ of request) {
    // Read and forgotten.
  }
  const meta = [...query].flatMap(([name, value]) => {
    const key = /^meta\[(.+)\]$/.exec(name)?.[1];
    return key === undefined ? [] : [[key, value]];
  });
  const sent: Sent = {
    ...{ key: query.get('subid') ?? '', uid: query.get('uid') ?? '' },
    ...{ status: query.get('status') ?? 'new', meta: Object.fromEntries(meta) },
  };
  try {
    answer(200, { status: 'ok', result: 'created', lead: await store(sent) });
  } catch {
    answer(503, { status: 'error', error: 'db', reason: 'unavailable' });
  }
});
server.listen(Number(process.env.PORT), '127.0.0.1');
