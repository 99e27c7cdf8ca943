/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  readonly level: 'ok' | 'warn' | 'fail';
  /** What was seen, and why it matters. */
  readonly text: string;
  /** What to do next; null where nothing has to be done. */
  readonly hint: string | null;
}
