import type { AnswerFormat, Channel, Postback } from '../pipeline/postback.ts';

/** Which door a request came to. */
export interface Door {
  readonly channel: Channel;
  readonly purpose: Postback['purpose'];
  readonly format: AnswerFormat;
  /** link: the flow in the path. */
  readonly flow?: string;
}

const S2S = { channel: 's2s', purpose: 'lead' } as const;
const PIXEL = { channel: 'pixel', purpose: 'lead' } as const;

/** The doors by the last part of their path, and the methods that open them. */
export const DOORS: readonly {
  readonly file: string;
  readonly methods: readonly string[];
  readonly door: Door;
}[] = [
  { file: 'postback.json', methods: ['GET', 'POST'], door: { ...S2S, format: 'json' } },
  { file: 'postback.txt', methods: ['GET', 'POST'], door: { ...S2S, format: 'txt' } },
  { file: 'postback.gif', methods: ['GET', 'POST'], door: { ...S2S, format: 'gif' } },
  { file: 'lead.json', methods: ['POST'], door: { ...PIXEL, format: 'json' } },
  { file: 'lead.gif', methods: ['GET'], door: { ...PIXEL, format: 'gif' } },
  { file: 'click.json', methods: ['POST'], door: { channel: 'pixel', purpose: 'click', format: 'json' } },
];

/** Where they stand; the second is what the AlterCPA One page calls them. */
export const PREFIXES = ['/api/track', '/api/tracker'] as const;

/**
 * The standard address of a browser's door that was called below the site's own prefix (`SUBPIXEL_TRACK_PATH`); any
 * other URL as it is. Rewritten before anything else looks, so that log, replay and rescue know one address only.
 */
export function toStandardUrl(url: string, trackPath: string): string {
  const [path = ''] = url.split('?', 1);
  if (!path.startsWith(`${trackPath}/`)) return url;
  const file = path.slice(trackPath.length + 1);
  const isBrowserDoor = DOORS.some((each) => each.file === file && each.door.channel === 'pixel');
  return isBrowserDoor ? `${PREFIXES[0]}/${file}${url.slice(path.length)}` : url;
}

/** The door of a path, for requests that never reached the router. */
export function findDoor(method: string, path: string): Door | null {
  const at = path.lastIndexOf('/');
  if (!PREFIXES.some((prefix) => prefix === path.slice(0, at))) return null;
  const found = DOORS.find(({ file, methods }) => file === path.slice(at + 1) && methods.includes(method));
  return found?.door ?? null;
}
