/** What a holder process tells on its stdout, one JSON object a line. */
export type HolderEvent =
  | { readonly type: 'log'; readonly line: string }
  | { readonly type: 'ready'; readonly databaseUrl: string; readonly location: string }
  | { readonly type: 'drained'; readonly answer: number }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly name: string; readonly message: string };
