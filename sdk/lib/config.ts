import { documentValue, findAll, getAttribute } from './dom.ts';
import { ownValue } from './own.ts';

/** What a page may set: as `start({…})`, `window.subpixel = {…}`, `data-…` of the tag, or `?…` of its src. */
export interface Config {
  /** The flow's public site key, `pk_…`. Without it no click is minted and nothing is sent. */
  key?: string;
  /** The collector's base URL. Default: where the script came from. */
  endpoint?: string;
  /** The path of the collector's public doors, where it has another one than `api/track`. */
  path?: string;
  /** The click ID, where the page's server knows it. Default: from the URL, else the stored one. */
  click?: string;
  /** Further URL parameters that may hold the click ID. Lists are separated by spaces or commas. */
  param?: string;
  /** The names of the hidden inputs. Default `subid`. */
  field?: string;
  /** `submit`: forms get the ID only when they are sent, which leaves a page that React hydrates as it is. */
  inject?: string;
  /** More attributes in which `{click}` is replaced: `offer link` means `data-offer` and `data-link`. */
  attributes?: string;
  /** For how many days a click is kept. Default 30. */
  days?: string;
  /** The domain of the cookie, for a site with subdomains. Default: the page's host alone. */
  domain?: string;
  /** Hosts whose links get `?click=…` when they are followed. */
  hosts?: string;
  /** `required`: nothing happens before `consent(true)`. `gpc`: the same for visitors who have opted out. */
  consent?: string;
  /** Remembers the contact fields of a form that is sent; a part of the thank-you page's URL sends them. */
  auto?: string;
  /** A lead as JSON, sent when the page is there. Empty: what `auto` remembers. */
  lead?: string;
}

/** Looks a setting up. An empty one is there, too. */
export type Setting = (name: keyof Config) => string | undefined;

/** Looks a setting of this page up. A page has one configuration. */
export let setting: Setting = () => undefined;

/** Comes before all that looks a setting up. */
export function configure(lookUp: Setting): void {
  setting = lookUp;
}

/** The parts of a list that is separated by spaces or commas. */
export const listOf = (text = ''): string[] => text.match(/[^\s,]+/g) ?? [];

/** Where the script came from: `…/px/sdk.js?key=…` and `…/px/sdk/1.2.3.js` both give `…/px/`. */
export const endpointOfScript = (src: string): string => src.replace(/(sdk\/)?[^/?#]*([?#].*)?$/, '');

/**
 * The configuration of a page that holds our tag. Tag managers strip `data-…` and optimisers inline the script, so
 * each value is looked for in the page's object, then on the tag, then in the query of the tag's src.
 */
export function readConfig(page: unknown): Setting {
  // The current script is null in a module and in a callback.
  const script = (documentValue('currentScript') ??
    findAll(document, 'script[data-key],script[src*="key=pk_"]')[0]) as HTMLScriptElement | undefined;
  const src = script?.src ?? '';
  const query = new URLSearchParams(src.split('?')[1]);

  return (name) =>
    [
      ownValue(page, name),
      script && getAttribute(script, `data-${name}`),
      query.get(name),
      name === 'endpoint' ? endpointOfScript(src) : null,
    ].find((value) => typeof value === 'string');
}
