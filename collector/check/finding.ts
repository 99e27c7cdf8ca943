/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  readonly level: 'ok' | 'warn' | 'fail';
  /** What was seen, and why it matters. */
  readonly text: string;
  /** What to do next; null where nothing has to be done. */
  readonly hint: string | null;
  /** What the hint says to write somewhere, ready to be copied. */
  readonly code: string | null;
}

export function ok(name: string, text: string): Finding {
  return { name, level: 'ok', text, hint: null, code: null };
}

/** Works, but loses leads of some visitors, or may be meant so. */
export function warn(name: string, text: string, hint: string, code: string | null = null): Finding {
  return { name, level: 'warn', text, hint, code };
}

export function fail(name: string, text: string, hint: string, code: string | null = null): Finding {
  return { name, level: 'fail', text, hint, code };
}
