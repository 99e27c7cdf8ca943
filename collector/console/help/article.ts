import type { Locale } from '../../people/locale.ts';

/** A page of the help in one language. `{collector}` stands for the collector's address; `x` in backticks is code. */
export interface Article {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A paragraph, a heading, numbered steps, points, or code to be copied. */
export type Block =
  | string
  | { readonly heading: string }
  | { readonly steps: readonly string[] }
  | { readonly points: readonly string[] }
  | { readonly code: string; readonly label: string };

/** Both languages side by side, so that who changes one sees the other. */
export type Both<Text> = Readonly<Record<Locale, Text>>;

/** What a code of the log means: one or two sentences each. */
export interface Explained {
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}
