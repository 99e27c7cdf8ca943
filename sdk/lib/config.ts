import { documentValue, findAll, getAttribute } from './dom.ts';
import { endpointOfScript } from './endpoint.ts';
import { ownValue } from './own.ts';

/** What a page may set: as `start({…})`, `window.subpixel = {…}`, `data-…` of the tag, or `?…` of its src. */
export interface Config {
  /** The flow's public site key, `pk_…`. Without it no click is minted and nothing is sent. */
  key?: string | undefined;
  /** The collector's base URL. Default: where the script came from. */
  endpoint?: string | undefined;
  /** The click ID, where the page's server knows it. Default: from the URL, else the stored one. */
  click?: string | undefined;
  /** A further URL parameter that may hold the click ID. */
  param?: string | undefined;
  /** The name of the hidden input. Default `subid`. */
  field?: string | undefined;
}

function findScript(): HTMLScriptElement | undefined {
  // Null in a module or a callback, and not a script where the page holds `<img name=currentScript>`.
  const current = documentValue('currentScript');
  const candidates = [current, ...findAll(document, 'script[data-key],script[src*="key=pk_"]')];
  return candidates.find((candidate) => candidate instanceof HTMLScriptElement);
}

/**
 * The configuration of a page that holds our tag. Tag managers strip `data-…` and optimisers inline the script, so
 * each value is looked for in the page's object, then on the tag, then in the query of the tag's src.
 */
export function readConfig(page: unknown): Config {
  const script = findScript();
  const src = script?.src ?? '';
  const query = new URLSearchParams(src.split('?')[1]);

  const read = (name: string): string | undefined => {
    const places = [ownValue(page, name), script && getAttribute(script, `data-${name}`), query.get(name)];
    return places.find((value): value is string => typeof value === 'string' && value !== '');
  };

  return {
    key: read('key'),
    endpoint: read('endpoint') ?? endpointOfScript(src),
    click: read('click'),
    param: read('param'),
    field: read('field'),
  };
}
