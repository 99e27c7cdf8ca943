import { isWebUrl, replaceClickMacro } from './click-macro.ts';
import { getAttribute, isOff, setAttribute } from './dom.ts';

// A fixed list: a search through all attributes of a page is twenty times slower.
/** The attributes that may hold a macro. */
export const MACRO_ATTRIBUTES = ['href', 'action', 'formaction', 'src', 'data-href', 'data-url', 'value'];

/** The elements that do. */
export const MACRO_HOLDERS = MACRO_ATTRIBUTES.map((name) => `[${name}*=click i]:not(link,script)`).join();

/** Replaces the click macro in an element's addresses and value. Reads attributes: `a.href` is another spelling. */
export function replaceMacros(element: Element, click: string): void {
  for (const name of MACRO_ATTRIBUTES) {
    const text = getAttribute(element, name) ?? '';
    const replaced = replaceClickMacro(text, click);
    if (replaced === text || (name !== 'value' && !isWebUrl(text)) || isOff(element)) continue;
    setAttribute(element, name, replaced);
  }
}
