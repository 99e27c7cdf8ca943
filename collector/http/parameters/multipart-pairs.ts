import { Busboy } from '@fastify/busboy';
import { decodeBytes } from './decode.ts';
import { MAX_PAIRS, type Pair, type Pairs } from './pairs.ts';

/**
 * Reads the fields of a multipart body; files are skipped, nothing is written to disk. Null where the body is broken
 * (no boundary, ends in the middle).
 */
export function readMultipartPairs(body: Buffer, contentType: string): Promise<Pairs | null> {
  return new Promise((resolve) => {
    const pairs: Pair[] = [];
    let cut = false;
    try {
      const parser = new Busboy({
        headers: { 'content-type': contentType },
        limits: { fields: MAX_PAIRS, files: 8, parts: MAX_PAIRS + 8, headerPairs: 20 },
        // Bytes as they are: what is not UTF-8 may be in the flow's charset.
        defCharset: 'latin1',
      });
      parser.on('field', (name, value) => {
        const text = decodeBytes(Buffer.from(value, 'latin1'));
        pairs.push({
          name: decodeBytes(Buffer.from(name, 'latin1')).text,
          value: text.text,
          undecoded: text.undecoded,
        });
      });
      parser.on('file', (_name, stream) => stream.resume());
      parser.on('fieldsLimit', () => {
        cut = true;
      });
      parser.on('error', () => resolve(null));
      parser.on('finish', () => resolve({ pairs, cut }));
      parser.end(body);
    } catch {
      resolve(null);
    }
  });
}
