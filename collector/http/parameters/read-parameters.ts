import type { Parameters, Remark, Unreadable } from '../../pipeline/postback.ts';
import { decodeBytes } from './decode.ts';
import { readFormPairs } from './form-pairs.ts';
import { readJsonPairs, readLegacyJsonPairs } from './json-pairs.ts';
import { readMultipartPairs } from './multipart-pairs.ts';
import { NestedMeta } from './nested-meta.ts';
import { MAX_PAIRS, type Pairs } from './pairs.ts';

/** The bytes of a request that may hold parameters. */
export interface RawRequest {
  /** Without the question mark, as it stands in the request line. */
  readonly query: string;
  readonly body: Buffer;
  readonly contentType: string;
}

/** Parameters, and why the body could not be read where it could not. The query's are there in any case. */
export interface ReadParameters {
  readonly parameters: Parameters;
  readonly unreadable: Unreadable | null;
}

/**
 * Reads the parameters of a request: query, then body, of a repeated name the last one wins (protocol section 2).
 * The content type is a hint only: `sendBeacon` says text/plain, old servers say nothing.
 */
export async function readParameters(request: RawRequest): Promise<ReadParameters> {
  const query = readFormPairs(request.query);
  const body = await readBody(request);
  return {
    parameters: gatherParameters(body === null ? [query] : [query, body]),
    unreadable: body === null ? unreadableBody(request.contentType) : null,
  };
}

async function readBody({ body, contentType }: RawRequest): Promise<Pairs | null> {
  if (body.length === 0) return { pairs: [], cut: false };
  const type = contentType.toLowerCase();
  if (type.startsWith('multipart/form-data')) return readMultipartPairs(body, contentType);
  const { text, undecoded } = decodeBytes(body);
  const looksLikeJson = /^\s*[{[]/.test(text);
  if (type.includes('json') || (looksLikeJson && !type.includes('x-www-form-urlencoded'))) {
    return undecoded ? readLegacyJsonPairs(body) : readJsonPairs(text);
  }
  // Raw bytes in a form body are legal for old servers: escaped, they pass through the same decoder.
  return readFormPairs(text);
}

function unreadableBody(contentType: string): Unreadable {
  const hint = `the body is no valid ${contentType || 'form'}: send JSON, a form, or the parameters in the URL`;
  return { http: 400, reason: 'unreadable', hint };
}

/** Gathers pairs into parameters: of a repeated name the last one wins, an empty value is "not given". */
export function gatherParameters(sources: readonly Pairs[]): Parameters {
  const values = new Map<string, string>();
  const undecoded = new Map<string, Uint8Array>();
  const meta = new NestedMeta();
  const remarks: Remark[] = [];
  for (const { pairs, cut } of sources) {
    for (const pair of pairs) {
      // Empty is "not given": it must not push out a value that was given.
      if (pair.value === '') continue;
      if (!meta.add(pair.name, pair.value)) values.set(pair.name, pair.value);
      if (pair.undecoded) undecoded.set(pair.name, pair.undecoded);
      else undecoded.delete(pair.name);
    }
    if (cut) {
      const says = `More than ${MAX_PAIRS} parameters: the rest was left out`;
      remarks.push({ step: 'parse', says, warning: 'too-many' });
    }
  }
  return { values, meta: meta.values(), undecoded, remarks };
}
