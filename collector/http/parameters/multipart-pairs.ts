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
        // No limit of parts: busboy throws where nobody can catch it when a body ends in a part beyond that limit. The
        // size of the body bounds them, and fields and files beyond theirs are skipped.
        limits: { fields: MAX_PAIRS, files: 8, headerPairs: 20 },
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
      // A body that ends within a file is an error of the file as well; without a listener it would end the process.
      parser.on('file', (_name, stream) => stream.on('error', () => undefined).resume());
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
