// Taken from the prototypes once, at load: `<input name=appendChild>` replaces the method on its form,
// `<img name=querySelectorAll>` the one on the document, and pages patch either of them later.
// The `?.` keep the import harmless where there is no DOM (server-side rendering).
const documentPrototype = globalThis.Document?.prototype;
const elementPrototype = globalThis.Element?.prototype;

const listen = globalThis.EventTarget?.prototype.addEventListener;
const queryDocument = documentPrototype?.querySelectorAll;
const queryElement = elementPrototype?.querySelectorAll;
const byName = documentPrototype?.getElementsByName;
const create = documentPrototype?.createElement;
const append = globalThis.Node?.prototype.appendChild;
const closest = elementPrototype?.closest;
const test = elementPrototype?.matches;
const getValue = elementPrototype?.getAttribute;
const setValue = elementPrototype?.setAttribute;
const Form = globalThis.HTMLFormElement;

/** A property of the document (`referrer`, `currentScript`, `cookie`…) past any element of that name. */
export function documentValue(name: string): unknown {
  return Object.getOwnPropertyDescriptor(documentPrototype, name)?.get?.call(document);
}

/** Writes one cookie, also where an element named `cookie` hides the property. */
export function writeCookie(cookie: string): void {
  Object.getOwnPropertyDescriptor(documentPrototype, 'cookie')?.set?.call(document, cookie);
}

/** Listens in the capture phase. */
export function on(target: EventTarget, type: string, listener: (event: Event) => void): void {
  listen.call(target, type, listener, true);
}

/** All elements of the document, or below one element, that fit the selector. */
export function findAll(root: Document | Element, selector: string): Iterable<Element> {
  return root === document
    ? queryDocument.call(root, selector)
    : queryElement.call(root as Element, selector);
}

export const findByName = (name: string): Iterable<HTMLElement> => byName.call(document, name);

export const createElement = (tag: string): HTMLElement => create.call(document, tag);

export const appendChild = (parent: Node, child: Node): Node => append.call(parent, child);

export const matches = (element: Element, selector: string): boolean => test.call(element, selector);

export const getAttribute = (element: Element, name: string): string | null => getValue.call(element, name);

export const setAttribute = (element: Element, name: string, value: string): void =>
  setValue.call(element, name, value);

/** Of this document: a form of another frame is an instance of another class. */
export const isForm = (node: unknown): node is HTMLFormElement => node instanceof Form;

/** Whether the page has asked us to leave this element, or a part of the page around it, alone. */
export const isOff = (element: Element): boolean => closest.call(element, '[data-subpixel="off"]') !== null;
