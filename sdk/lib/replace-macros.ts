import { isWebUrl, replaceClickMacro } from './click-macro.ts';
import { getAttribute, isOff, setAttribute } from './dom.ts';

// A fixed list: a search through all attributes of a page is twenty times slower.
const PLACES = [
  ...[
    ['a', 'href'],
    ['area', 'href'],
    ['form', 'action'],
    ['', 'formaction'],
    ['iframe', 'src'],
  ],
  ...[
    ['', 'data-href'],
    ['', 'data-url'],
    ['input', 'value'],
  ],
] as const;

/** The elements that may hold a macro. */
export const MACRO_HOLDERS = PLACES.map(([tag, attribute]) => `${tag}[${attribute}*=click i]`).join();

/** Replaces the click macro in an element's addresses and value. Reads attributes: `a.href` is another spelling. */
export function replaceMacros(element: Element, click: string): void {
  if (isOff(element)) return;
  for (const [, attribute] of PLACES) {
    const text = getAttribute(element, attribute) ?? '';
    if (attribute !== 'value' && !isWebUrl(text)) continue;
    const replaced = replaceClickMacro(text, click);
    if (replaced !== text) setAttribute(element, attribute, replaced);
  }
}
