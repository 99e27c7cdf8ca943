import { crc32 } from 'node:zlib';

/** One record as it was appended. */
export interface SpooledRecord {
  /** 32 hex digits; by it the consumer knows a record that it has had before. */
  readonly id: string;
  /** When it was appended, or what the caller gave as its instant; milliseconds since 1970. */
  readonly time: number;
  /** Records of one key must not overtake each other; null where the order does not matter. */
  readonly key: string | null;
  readonly payload: Buffer;
}

/** What a segment holds at a place: a record, or bytes that are none any more. `end` is the first byte behind it. */
export type FrameItem =
  | { readonly kind: 'record'; readonly offset: number; readonly end: number; readonly record: SpooledRecord }
  | { readonly kind: 'damage'; readonly offset: number; readonly end: number; readonly bytes: Buffer };

// magic 4 · body length 4 · body checksum 4 · id 16 · time 6 · key length 2 · header checksum 4 · body (key, payload)
const MAGIC = Buffer.from('SPL1', 'latin1');
const AT = { length: 4, bodySum: 8, id: 12, time: 28, keyLength: 34, headerSum: 36 } as const;
export const HEADER_BYTES = 40;
/** The longest order key, in bytes of UTF-8: its length has two bytes in the frame. */
export const MAX_KEY_BYTES = 0xffff;
/** The latest instant: it has six bytes. */
export const MAX_TIME = 2 ** 48 - 1;

/** Bytes that a record takes in a segment. */
export function frameBytes(record: SpooledRecord): number {
  return HEADER_BYTES + Buffer.byteLength(record.key ?? '') + record.payload.length;
}

/** The body has its own checksum: where only that is wrong, the header still tells where the next record begins. */
export function encodeFrame(record: SpooledRecord, seed: number): Buffer {
  const key = Buffer.from(record.key ?? '');
  const body = Buffer.concat([key, record.payload]);
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt32BE(body.length, AT.length);
  header.writeUInt32BE(crc32(body), AT.bodySum);
  header.write(record.id, AT.id, 'hex');
  header.writeUIntBE(record.time, AT.time, 6);
  header.writeUInt16BE(key.length, AT.keyLength);
  header.writeUInt32BE(headerSum(header, seed), AT.headerSum);
  return Buffer.concat([header, body]);
}

/**
 * The checksum starts from the segment's secret seed. Without it, a stranger could send a payload that looks like a
 * frame, and it would pass for one when the search after a damaged header comes across it.
 */
function headerSum(header: Buffer, seed: number): number {
  return crc32(header.subarray(0, AT.headerSum), seed);
}

/**
 * Reads a segment's bytes. After damage it goes on at the next header that is right. A frame that merely ends too early,
 * or zeros at the end, are a write that a crash cut short: nobody was told that it is safe, so it is left out.
 */
export function readFrames(bytes: Buffer, seed: number): FrameItem[] {
  const items: FrameItem[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const end = frameEnd(bytes, offset, seed);
    if (end === null) {
      const next = findFrame(bytes, offset + 1, seed);
      const rest = bytes.subarray(offset, next ?? bytes.length);
      if (next === null && isTornWrite(rest)) break;
      items.push({ kind: 'damage', offset, end: offset + rest.length, bytes: rest });
      offset += rest.length;
      continue;
    }
    if (end > bytes.length) break;
    items.push(readBody(bytes.subarray(offset, end), offset));
    offset = end;
  }
  return items;
}

/** Where the frame at `offset` ends, by its header; null where there is no right header. */
function frameEnd(bytes: Buffer, offset: number, seed: number): number | null {
  const header = bytes.subarray(offset, offset + HEADER_BYTES);
  if (header.length < HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  if (header.readUInt32BE(AT.headerSum) !== headerSum(header, seed)) return null;
  return offset + HEADER_BYTES + header.readUInt32BE(AT.length);
}

function findFrame(bytes: Buffer, from: number, seed: number): number | null {
  for (let at = bytes.indexOf(MAGIC, from); at >= 0; at = bytes.indexOf(MAGIC, at + 1)) {
    if (frameEnd(bytes, at, seed) !== null) return at;
  }
  return null;
}

/** A file may have grown by more than what reached the disk; the rest reads as zeros. */
function isTornWrite(rest: Buffer): boolean {
  return rest.length < HEADER_BYTES || rest.every((byte) => byte === 0);
}

function readBody(frame: Buffer, offset: number): FrameItem {
  const body = frame.subarray(HEADER_BYTES);
  const end = offset + frame.length;
  if (crc32(body) !== frame.readUInt32BE(AT.bodySum)) return { kind: 'damage', offset, end, bytes: frame };
  const keyLength = frame.readUInt16BE(AT.keyLength);
  const record: SpooledRecord = {
    id: frame.toString('hex', AT.id, AT.time),
    time: frame.readUIntBE(AT.time, 6),
    key: keyLength === 0 ? null : body.toString('utf8', 0, keyLength),
    payload: body.subarray(keyLength),
  };
  return { kind: 'record', offset, end, record };
}
