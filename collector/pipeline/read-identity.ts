import { cleanText } from './clean-text.ts';
import { readClickId } from './click-id.ts';
import { MAX_TAG } from './fields.ts';
import type { Channel, Parameters, Remark } from './postback.ts';
import { createTextReader } from './text-reader.ts';

/** Names under which networks return our click ID; read only where `click` itself is absent. */
export const CLICK_ALIASES = [
  'clickid',
  'click_id',
  'cid',
  'subid1',
  'sub_id1',
  'sub1',
  'aff_sub',
  'aff_click_id',
  's2',
] as const;

/** Which click, flow and lead a postback speaks of, and how it wants to be treated. */
export interface Identity {
  /** The click parameter as sent, and the ID in it, null where it is none. */
  readonly click: { readonly name: string; readonly text: string; readonly id: string | null } | null;
  readonly flow: string;
  /** The lead's identity in flow mode; a tag otherwise. */
  readonly subid: string;
  /** The network's lead ID; always empty on the pixel, which may not set it. */
  readonly uid: string;
  readonly goal: string;
  readonly test: boolean;
  readonly dry: boolean;
  /** Text to answer a success with, the parameter `return`; empty where none was asked for. */
  readonly reply: string;
  /** What had to be cut off or taken out. */
  readonly remarks: readonly Remark[];
}

/** Reads the parameters that say which lead is meant. Pure; unknown parameters are left alone. */
export function readIdentity(parameters: Parameters, channel: Channel): Identity {
  const remarks: Remark[] = [];
  // IDs are compared, not read: bytes that are not UTF-8 stay as `%XX` whatever the flow's charset.
  const reader = createTextReader({ ...parameters, undecoded: new Map() }, null, remarks);
  const text = (name: string, max: number) => reader(name, max).trim();
  const flow = text('flow', 128);
  // Without a flow it is a tag, and read as such later.
  const subid = flow === '' ? '' : text('subid', MAX_TAG);
  const reply = parameters.values.get('return') ?? '';
  return {
    click: readClick(parameters, flow, subid),
    flow,
    subid,
    uid: channel === 'pixel' ? '' : text('uid', 128),
    goal: text('goal', 64).toLowerCase(),
    test: parameters.values.get('test') === '1',
    dry: parameters.values.get('dry') === '1',
    // Letters, digits, space and =;:._- only: the text is echoed, so nothing in it may be markup.
    reply: /^[A-Za-z0-9 =;:._-]{1,64}$/.test(reply) ? reply : '',
    remarks,
  };
}

/**
 * Finds the click ID: `click`, else the first alias that holds one. Where no alias holds one, the first that was
 * sent at all is kept so that the refusal can quote it. Beside `flow` and `subid` sub IDs are just sub IDs.
 */
function readClick(parameters: Parameters, flow: string, subid: string): Identity['click'] {
  const read = (name: string) => {
    const text = cleanText(parameters.values.get(name) ?? '', 512).text.trim();
    return text === '' ? null : { name, text, id: readClickId(text) ?? readClickId(unescapeOnce(text)) };
  };
  const named = read('click');
  if (named) return named;
  if (flow !== '' && subid !== '') return null;
  const aliases = CLICK_ALIASES.map(read).filter((found) => found !== null);
  return aliases.find((found) => found.id !== null) ?? (flow === '' ? (aliases[0] ?? null) : null);
}

/** Some networks escape a value that was escaped already. */
function unescapeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
