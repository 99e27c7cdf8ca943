import { describe, expect, it } from 'vitest';
import { newId } from '../../collector/ids.ts';
import {
  encodeFrame,
  frameBytes,
  HEADER_BYTES,
  readFrames,
  type SpooledRecord,
} from '../../collector/spool/frame.ts';

const SEED = 0x1234abcd;

const RECORDS: SpooledRecord[] = [
  { id: newId(), time: 1_760_000_000_000, key: 'click-1', payload: Buffer.from('click=1&status=approve') },
  { id: newId(), time: 1_760_000_000_001, key: null, payload: Buffer.from('name=Иван') },
  { id: newId(), time: 1_760_000_000_002, key: 'ключ', payload: Buffer.from('x=SPL1 SPL1 SPL1') },
];
const FRAMES = RECORDS.map((record) => encodeFrame(record, SEED));
const FILE = Buffer.concat(FRAMES);
/** Where each of them begins, and where the last one ends. */
const STARTS = [0, 1, 2, 3].map((count) => Buffer.concat(FRAMES.slice(0, count)).length);

function recordsOf(bytes: Buffer): SpooledRecord[] {
  return readFrames(bytes, SEED).flatMap((item) => (item.kind === 'record' ? [item.record] : []));
}

function damageOf(bytes: Buffer): Buffer[] {
  return readFrames(bytes, SEED).flatMap((item) => (item.kind === 'damage' ? [item.bytes] : []));
}

it.each<[string, Partial<SpooledRecord>]>([
  ['nothing in it', { payload: Buffer.alloc(0) }],
  ['no key', { key: null }],
  ['a key in Cyrillic', { key: 'клик' }],
  ['the last instant', { time: 2 ** 48 - 1 }],
  ['the first instant', { time: 0 }],
  ['bytes that are no text', { payload: Buffer.from([0, 255, 13, 10, 0]) }],
  ['a longest key', { key: 'k'.repeat(0xffff) }],
])('reads back a record with %s', (_, change) => {
  const record: SpooledRecord = { id: newId(), time: 5, key: 'k', payload: Buffer.from('p'), ...change };
  const frame = encodeFrame(record, SEED);
  expect(recordsOf(frame)).toEqual([record]);
  expect(frameBytes(record)).toBe(frame.length);
});

it('cuts a torn end off at every byte, and takes it for no damage', () => {
  for (let size = 0; size <= FILE.length; size += 1) {
    const whole = STARTS.filter((start) => start > 0 && start <= size).length;
    expect(recordsOf(FILE.subarray(0, size)), `${size} bytes`).toEqual(RECORDS.slice(0, whole));
    expect(damageOf(FILE.subarray(0, size)), `${size} bytes`).toEqual([]);
  }
});

it('loses to any flipped bit exactly the record that it is in', () => {
  for (let bit = 0; bit < FILE.length * 8; bit += 1) {
    const bytes = Buffer.from(FILE);
    bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    const hit = STARTS.findLastIndex((start) => start <= bit >> 3);
    expect(recordsOf(bytes), `bit ${bit}`).toEqual(RECORDS.filter((_, index) => index !== hit));
    expect(damageOf(bytes), `bit ${bit}`).toEqual([bytes.subarray(STARTS[hit], STARTS[hit + 1])]);
  }
});

describe('after damage', () => {
  it('finds the next record behind anything', () => {
    const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = FRAMES;
    for (const junk of ['x', 'SPL1', `SPL1${'\0'.repeat(60)}`, 'SPLSPL1', '\0'.repeat(500)]) {
      const bytes = Buffer.concat([first, Buffer.from(junk), second]);
      expect(recordsOf(bytes), JSON.stringify(junk)).toEqual(RECORDS.slice(0, 2));
      expect(damageOf(bytes)).toEqual([Buffer.from(junk)]);
    }
  });

  it('takes no payload for a frame, not even one that was made to look like one', () => {
    const forged = encodeFrame({ id: newId(), time: 1, key: null, payload: Buffer.from('forged') }, 0);
    const bytes = Buffer.concat([
      encodeFrame({ id: newId(), time: 1, key: null, payload: forged }, SEED),
      FILE,
    ]);
    bytes.writeUInt8(bytes.readUInt8(HEADER_BYTES - 1) ^ 1, HEADER_BYTES - 1);
    expect(recordsOf(bytes)).toEqual(RECORDS);
  });

  it('takes no record of another file that appears in this one', () => {
    expect(recordsOf(Buffer.concat([encodeFrame(RECORDS[0] as SpooledRecord, SEED + 1), FILE]))).toEqual(
      RECORDS,
    );
  });

  it('keeps what cannot be read at the end, but zeros are a write that did not come through', () => {
    const junk = Buffer.alloc(100, 7);
    expect(damageOf(Buffer.concat([FILE, junk]))).toEqual([junk]);
    expect(damageOf(Buffer.concat([FILE, Buffer.alloc(100)]))).toEqual([]);
    expect(recordsOf(Buffer.concat([FILE, Buffer.alloc(100)]))).toEqual(RECORDS);
  });
});
