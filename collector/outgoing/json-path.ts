/** The way to a value: names of fields and places in lists. */
export type JsonPath = readonly string[];

const STEP = /\.([^\s.[\]=!"']+)|\[(\d{1,6})\]|\["([^"]+)"\]/y;

/** Reads `$`, `$.status`, `$.data[0].id`, `$["order id"]`. Null where it is no such path. */
export function parsePath(text: string): JsonPath | null {
  if (!text.startsWith('$')) return null;
  const path: string[] = [];
  STEP.lastIndex = 1;
  let end = 1;
  while (end < text.length) {
    const step = STEP.exec(text);
    if (!step) return null;
    path.push(step[1] ?? step[2] ?? step[3] ?? '');
    end = STEP.lastIndex;
  }
  return path;
}

/** Undefined where the path leads nowhere. */
export function valueAt(json: unknown, path: JsonPath): unknown {
  let value = json;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}

/** Whether something is there. What PHP calls empty is not, as most of these answers are written in it: 0, "0", [], {}. */
export function isFilled(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value) && value !== '0' && (typeof value !== 'string' || value.trim() !== '');
}

/**
 * JSON, or undefined where it is none. Whole numbers that are too long for a double stay as their digits: an ID must not be
 * rounded.
 */
export function readJson(text: string): unknown {
  try {
    JSON.parse(text);
    return JSON.parse(
      // Strings and numbers, each as a whole: 0.1 may well be written as 0.10000000000000001.
      text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (found) =>
        /^-?\d{16,}$/.test(found) ? `"${found}"` : found,
      ),
    );
  } catch {
    return undefined;
  }
}
