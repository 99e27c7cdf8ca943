import { cleanText } from './clean-text.ts';
import type { Parameters, Remark } from './postback.ts';

/** Reads parameters as they may be stored, and remarks on all that had to be done to them. */
export interface TextReader {
  /** The parameter of this name, at most `max` UTF-16 units; empty where it was not sent. */
  (name: string, max: number): string;
  /** The same for a text that was found elsewhere, such as a custom field; `name` is what the remark calls it. */
  clean(name: string, text: string, max: number): string;
  /** The custom field of this name. */
  meta(key: string, max: number): string;
}

/** A reader of one postback's parameters; what is not UTF-8 is decoded with the flow's charset where it has one. */
export function createTextReader(
  parameters: Parameters,
  charset: string | null,
  remarks: Remark[],
): TextReader {
  const clean = (name: string, text: string, max: number) => {
    const result = cleanText(text, max);
    if (result.cut)
      remarks.push({ step: 'parse', says: `${name} was cut to ${max} characters`, warning: 'cut' });
    if (result.cleaned) {
      remarks.push({
        step: 'parse',
        says: `${name} held characters that no text may hold`,
        warning: 'cleaned',
      });
    }
    return result.text;
  };
  const decode = (name: string, shown: string, text: string) => {
    const bytes = parameters.undecoded.get(name);
    return bytes ? decodeBytes(shown, text, bytes, charset, remarks) : text;
  };
  const read = (name: string, max: number) =>
    clean(name, decode(name, name, parameters.values.get(name) ?? ''), max);
  return Object.assign(read, {
    clean,
    meta: (key: string, max: number) => {
      const name = `meta[${key}]`;
      // Remarks are stored as well: the key in them must be as clean as any text.
      const shown = cleanText(name, 80).text;
      return clean(shown, decode(name, shown, parameters.meta.get(key) ?? ''), max);
    },
  });
}

function decodeBytes(
  name: string,
  escaped: string,
  bytes: Uint8Array,
  charset: string | null,
  remarks: Remark[],
): string {
  if (charset === null) {
    const says = `${name} is not UTF-8: set the flow's charset to read it`;
    remarks.push({ step: 'parse', says, warning: 'undecoded' });
    return escaped;
  }
  try {
    const text = new TextDecoder(charset).decode(bytes);
    remarks.push({ step: 'parse', says: `${name} was read as ${charset}, the flow's charset` });
    return text;
  } catch {
    const says = `The flow's charset ${charset} is none that we know: ${name} is kept as it came`;
    remarks.push({ step: 'parse', says, warning: 'undecoded' });
    return escaped;
  }
}
