import { MAX_META_KEY, MAX_META_KEYS, MAX_META_VALUE } from './fields.ts';
import type { Parameters, Remark } from './postback.ts';
import { quote } from './refusal.ts';
import type { TextReader } from './text-reader.ts';

/** Reads the custom fields. Keys such as `__proto__` are plain data: fromEntries defines, it does not assign. */
export function readMeta(
  parameters: Parameters,
  text: TextReader,
  remarks: Remark[],
): Record<string, string> {
  const meta = new Map<string, string>();
  for (const rawKey of parameters.meta.keys()) {
    const key = text.clean(`The name of the custom field ${quote(rawKey)}`, rawKey, MAX_META_KEY);
    const value = text.meta(rawKey, MAX_META_VALUE);
    if (key === '' || value === '') continue;
    if (meta.size === MAX_META_KEYS && !meta.has(key)) {
      const says = `More than ${MAX_META_KEYS} custom fields: the rest were left out`;
      remarks.push({ step: 'parse', says, warning: 'too-many' });
      break;
    }
    meta.set(key, value);
  }
  return Object.fromEntries(meta);
}
