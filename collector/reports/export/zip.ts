import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  /** ASCII. */
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

/** A ZIP archive, piece by piece: each piece of an entry is made when the one before has been read. Up to 4 GB. */
export async function* writeZip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const name = Buffer.from(entry.name);
    const start = offset;
    const sum = { crc: 0, size: 0, packed: 0 };
    const header = record([[4, 0x04034b50], ...fileFacts({ crc: 0, size: 0, packed: 0 }, name)], name);
    offset += header.length;
    yield header;

    const deflate = createDeflateRaw();
    // What fails is thrown by the loop below.
    pipeline(Readable.from(measured(entry.content, sum)), deflate, () => undefined);
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      sum.packed += chunk.length;
      offset += chunk.length;
      yield chunk;
    }
    const { crc, packed, size } = sum;
    const descriptor = record([
      [4, 0x08074b50],
      [4, crc],
      [4, packed],
      [4, size],
    ]);
    offset += descriptor.length;
    yield descriptor;
    directory.push(
      record(
        [[4, 0x02014b50], [2, 20], ...fileFacts(sum, name), [2, 0], [2, 0], [2, 0], [4, 0], [4, start]],
        name,
      ),
    );
  }
  const whole = Buffer.concat(directory);
  yield whole;
  const count = directory.length;
  yield record([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, whole.length],
    [4, offset],
    [2, 0],
  ]);
}

interface Sum {
  crc: number;
  size: number;
  packed: number;
}

async function* measured(content: ZipEntry['content'], sum: Sum): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const bytes = Buffer.from(text);
    sum.crc = crc32(bytes, sum.crc);
    sum.size += bytes.length;
    yield bytes;
  }
}

type Field = readonly [bytes: 2 | 4, value: number];

/** Sums follow the entry (bit 3), for they are known then; names are UTF-8 (bit 11); 1 January 1980. */
function fileFacts({ crc, packed, size }: Sum, name: Buffer): Field[] {
  const deflated = 8;
  return [
    ...([
      [2, 20],
      [2, 0x0808],
      [2, deflated],
      [2, 0],
      [2, 0x21],
      [4, crc],
    ] as const),
    ...([
      [4, packed],
      [4, size],
      [2, name.length],
      [2, 0],
    ] as const),
  ];
}

/** Throws RangeError where a value does not fit: an archive of more than 4 GB. */
function record(fields: readonly Field[], tail: Buffer = Buffer.alloc(0)): Buffer {
  const parts = fields.map(([bytes, value]) => {
    const part = Buffer.alloc(bytes);
    part.writeUIntLE(value, 0, bytes);
    return part;
  });
  return Buffer.concat([...parts, tail]);
}
