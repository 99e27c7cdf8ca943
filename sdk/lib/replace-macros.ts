import { isWebUrl, replaceClickMacro } from './click-macro.ts';
import { getAttribute, isOff, setAttribute } from './dom.ts';

/** A selector of the elements with a macro in one of these attributes. */
export const holdersOf = (attributes: string[]): string =>
  attributes.map((name) => `[${name}*=click i]:not(link,script)`).join();

/** Replaces the click macro in an element's addresses and value. Reads attributes: `a.href` is another spelling. */
export function replaceMacros(element: Element, attributes: string[], click: string): void {
  for (const name of attributes) {
    const text = getAttribute(element, name) ?? '';
    const replaced = replaceClickMacro(text, click);
    if (replaced === text || (name !== 'value' && !isWebUrl(text)) || isOff(element)) continue;
    setAttribute(element, name, replaced);
  }
}
