/** The parameters of a postback URL that a network's macros may fill (protocol section 2). */
export const POSTBACK_PARAMETERS = [
  'click',
  'flow',
  'subid',
  'uid',
  'status',
  'goal',
  'price',
  'currency',
  'convert',
  'name',
  'phone',
  'email',
  'comment',
  'geo',
  'ip',
  'utm_source',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'utm_medium',
  'domain',
  'adid',
  'data1',
  'data2',
] as const;

export type PostbackParameter = (typeof POSTBACK_PARAMETERS)[number];

/** Parameters that only stand in a URL with a fixed value. */
const FIXED_PARAMETERS = ['id', 'stn', 'sth', 'sta', 'stc', 'stt', 'return', 'test', 'dry'];

/** Other names of `click` that are read where it is absent. */
const CLICK_NAMES = [
  'clickid',
  'click_id',
  'cid',
  'subid1',
  'sub_id1',
  'sub1',
  'aff_sub',
  'aff_click_id',
  's2',
];

const KNOWN: ReadonlySet<string> = new Set([...POSTBACK_PARAMETERS, ...FIXED_PARAMETERS, ...CLICK_NAMES]);

/** Whether a postback may carry a parameter of this name: all others are ignored. */
export function isPostbackParameter(name: string): boolean {
  return KNOWN.has(name) || /^meta\[[^[\]]+\]$/.test(name);
}

/** The known name that a misspelt one most likely stands for, or null: at most two letters may differ. */
export function nearestParameter(name: string): string | null {
  const candidates = [...POSTBACK_PARAMETERS, ...FIXED_PARAMETERS]
    .filter((known) => known.length > 3)
    .map((known) => ({ known, distance: editDistance(name.toLowerCase().slice(0, 64), known) }))
    .sort((one, other) => one.distance - other.distance);
  const [nearest] = candidates;
  return nearest && nearest.distance <= 2 ? nearest.known : null;
}

/** How many letters must be added, dropped or replaced to turn one word into the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const letter of from) {
    const next = [(row[0] ?? 0) + 1];
    for (const [index, wanted] of [...to].entries()) {
      const kept = (row[index] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(kept, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
