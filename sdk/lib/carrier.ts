import { listOf, setting } from './config.ts';

/** What carries the click ID: the names of its inputs, the attributes with macros, and the ID. */
export interface Carrier {
  readonly names: readonly string[];
  attributes: string[];
  /** Null: nothing is carried (any more). */
  click: string | null;
}

/** As the page has set it up. */
export const carrierOf = (click: string | null): Carrier => ({
  names: listOf(setting('field') || 'subid'),
  // A fixed list: a search through all attributes of a page is twenty times slower.
  attributes: listOf('href,action,formaction,src,data-href,data-url,value'),
  click,
});
