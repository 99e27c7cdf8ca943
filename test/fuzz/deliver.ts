import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { newId } from '../../collector/ids.ts';
import type { Attack, Encoding } from './attack.ts';
import type { Value } from './hostile.ts';

/** What the placeholders of an attack stand for. */
export interface World {
  readonly port: number;
  readonly flow: string;
  /** By name, without the `@`; `fresh` is an ID that nobody has seen yet. */
  readonly names: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly http: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Sends an attack; rejects where the connection ends without an answer. */
export function deliver(attack: Attack, world: World): Promise<Reply> {
  const { query, body, contentType } = encode(attack, world);
  const path =
    attack.door === 'link' ? `/c/${encodeURIComponent(linkOf(attack, world))}` : `/api/track/${attack.door}`;
  const method = methodOf(attack);
  const headers = Object.entries(attack.headers).map(([name, text]) => [name, fill(text, world)]);
  if (attack.encoding === 'raw') {
    const head = `\r\nHost: collector.example\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
    const line = [Buffer.from(`${method} ${path}?`), query, Buffer.from(' HTTP/1.1'), Buffer.from(head)];
    return sendRaw(world.port, Buffer.concat(line));
  }
  return send(world.port, method, `${path}?${query.toString('latin1')}`, body, {
    ...Object.fromEntries(headers),
    ...(contentType === '' ? {} : { 'content-type': contentType }),
    'content-length': String(body.length),
  });
}

/** A tracking link's flow stands in its path. */
function linkOf({ pairs }: Attack, world: World): string {
  const flow = pairs.find(([name]) => name === 'data1')?.[1];
  return typeof flow === 'string'
    ? fill(flow, world).toWellFormed().slice(0, 2000) || world.flow
    : world.flow;
}

export function methodOf({ door, encoding }: Attack): 'GET' | 'POST' {
  if (door === 'lead.gif' || door === 'link') return 'GET';
  if (encoding === 'raw') return door.endsWith('.json') && door !== 'postback.json' ? 'POST' : 'GET';
  return encoding === 'query' || encoding === 'get-json' ? 'GET' : 'POST';
}

function fill(text: string, { names }: World): string {
  if (!text.includes('@')) return text;
  return text.replace(/@(fresh|[a-z-]+)/g, (all, name: string) =>
    name === 'fresh'
      ? newId()
      : (Object.entries(names).find(([known]) => name.startsWith(known))?.[1] ?? all),
  );
}

interface Wire {
  readonly query: Buffer;
  readonly body: Buffer;
  readonly contentType: string;
}

type Pair = readonly [name: Buffer, value: Value];
const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

function encode({ encoding, pairs, inQuery }: Attack, world: World): Wire {
  const all: Pair[] = pairs.map(([name, value]) => [Buffer.from(fill(name, world)), resolve(value, world)]);
  const split = encoding === 'query' || encoding === 'raw' ? all.length : Math.min(inQuery, all.length);
  const query = asForm(all.slice(0, split), encoding === 'raw' ? rawInUrl : percent);
  const rest = all.slice(split);
  const bodies: Record<Encoding, () => [Buffer, string]> = {
    query: () => [Buffer.alloc(0), ''],
    raw: () => [Buffer.alloc(0), ''],
    'get-json': () => [asJson(rest), JSON_TYPE],
    form: () => [asForm(rest, percent), FORM_TYPE],
    'form-bytes': () => [asForm(rest, (bytes) => bytes), `${FORM_TYPE}; charset=windows-1251`],
    json: () => [asJson(rest), `${JSON_TYPE}; charset=utf-8`],
    multipart: () => [asMultipart(rest), 'multipart/form-data; boundary=X'],
    'text-json': () => [asJson(rest), 'text/plain;charset=UTF-8'],
    'text-form': () => [asForm(rest, percent), 'text/plain'],
    'untyped-json': () => [asJson(rest), ''],
    'untyped-form': () => [asForm(rest, percent), ''],
    'form-as-json': () => [asForm(rest, percent), JSON_TYPE],
    'json-as-form': () => [asJson(rest), FORM_TYPE],
    'json-as-multipart': () => [asJson(rest), 'multipart/form-data'],
  };
  const [body, contentType] = bodies[encoding]();
  return { query, body, contentType };
}

function resolve(value: Value, world: World): Value {
  if (typeof value === 'string') return fill(value, world);
  return 'json' in value ? { json: fill(value.json, world) } : value;
}

function bytesOf(value: Value): Buffer {
  if (typeof value === 'string') return Buffer.from(value);
  return 'hex' in value ? Buffer.from(value.hex, 'hex') : Buffer.from(value.json);
}

function asForm(pairs: readonly Pair[], write: (bytes: Buffer) => Buffer): Buffer {
  const parts = pairs.map(([name, value]) => [write(name), Buffer.from('='), write(bytesOf(value))]);
  return join(parts, '&');
}

function percent(bytes: Buffer): Buffer {
  const text = bytes
    .toString('latin1')
    .replace(/[^A-Za-z0-9_.~[\]-]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return Buffer.from(text);
}

/** Raw bytes, but for those that end the request line. */
function rawInUrl(bytes: Buffer): Buffer {
  return bytes.filter((byte) => byte !== 0x0a && byte !== 0x0d) as Buffer;
}

/** Written by hand: repeated names, bytes that are no UTF-8, numbers that no float holds. */
function asJson(pairs: readonly Pair[]): Buffer {
  const members = pairs.map(([name, value]) => [
    Buffer.from(`${JSON.stringify(name.toString())}:`),
    asJsonValue(value),
  ]);
  return Buffer.concat([Buffer.from('{'), join(members, ','), Buffer.from('}')]);
}

function asJsonValue(value: Value): Buffer {
  if (typeof value === 'string') return Buffer.from(JSON.stringify(value));
  if ('json' in value) return Buffer.from(value.json);
  const bytes = Buffer.from(value.hex, 'hex').filter(
    (byte) => byte >= 0x20 && byte !== 0x22 && byte !== 0x5c,
  );
  return Buffer.concat([Buffer.from('"'), bytes, Buffer.from('"')]);
}

function asMultipart(pairs: readonly Pair[]): Buffer {
  const parts = pairs.flatMap(([name, value]) => [
    Buffer.from('--X\r\nContent-Disposition: form-data; name="'),
    name.filter((byte) => byte !== 0x0d && byte !== 0x0a && byte !== 0x22),
    Buffer.from('"\r\n\r\n'),
    bytesOf(value),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...parts, Buffer.from('--X--\r\n')]);
}

function join(parts: readonly (readonly Uint8Array[])[], separator: string): Buffer {
  return Buffer.concat(
    parts.flatMap((part, index) => (index === 0 ? part : [Buffer.from(separator), ...part])),
  );
}

function send(
  port: number,
  method: string,
  path: string,
  body: Buffer,
  headers: Record<string, string>,
): Promise<Reply> {
  return new Promise((resolvePromise, reject) => {
    const outgoing = request({ port, host: '127.0.0.1', method, path, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const pairs = Object.entries(response.headers).map(([name, text]) => [name, String(text)]);
        resolvePromise({
          http: response.statusCode ?? 0,
          headers: Object.fromEntries(pairs),
          body: Buffer.concat(chunks),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Sends bytes as they are and reads the answer to its end. */
export function sendRaw(port: number, bytes: Buffer): Promise<Reply> {
  return new Promise((resolvePromise, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      const all = Buffer.concat(chunks);
      const end = all.indexOf('\r\n\r\n');
      if (end < 0) return reject(new Error('the connection was closed without an answer'));
      const [line = '', ...lines] = all.subarray(0, end).toString('latin1').split('\r\n');
      const headers = lines
        .map((each) => each.split(': ', 2))
        .map(([name = '', text]) => [name.toLowerCase(), text]);
      resolvePromise({
        http: Number(line.split(' ')[1]),
        headers: Object.fromEntries(headers),
        body: all.subarray(end + 4),
      });
    });
  });
}

/** Ends the connections that are kept open. */
export function hangUp(): void {
  agent.destroy();
}
