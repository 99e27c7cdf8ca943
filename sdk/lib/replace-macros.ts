import { isWebUrl, replaceClickMacro } from './click-macro.ts';
import { getAttribute, isOff, setAttribute } from './dom.ts';

const URLS = ['href', 'action', 'formaction', 'src', 'data-href', 'data-url'];

/** The elements that may hold a macro. A fixed list: a search through all attributes is twenty times slower. */
export const MACRO_HOLDERS = [
  ...['a[href*=click i]', 'area[href*=click i]', 'form[action*=click i]', '[formaction*=click i]'],
  ...['iframe[src*=click i]', '[data-href*=click i]', '[data-url*=click i]', 'input[value*=click i]'],
].join();

/** Replaces the click macro in an element's addresses and value. Reads attributes: `a.href` is another spelling. */
export function replaceMacros(element: Element, click: string): void {
  if (isOff(element)) return;
  for (const name of [...URLS, 'value']) {
    const text = getAttribute(element, name);
    if (text === null || (name !== 'value' && !isWebUrl(text))) continue;
    const replaced = replaceClickMacro(text, click);
    if (replaced !== text) setAttribute(element, name, replaced);
  }
}
