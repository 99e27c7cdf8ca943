import { attempt } from './attempt.ts';

// Taken from the prototypes once, at load: `<input name=appendChild>` replaces the method on its form,
// `<img name=querySelectorAll>` the one on the document, and pages patch either of them later.
// The `?.` keep the import harmless where there is no DOM (server-side rendering).
const documentPrototype = globalThis.Document?.prototype;
const elementPrototype = globalThis.Element?.prototype;

/** A method as a function of its object. */
const unbound = <Self, Parameters extends unknown[], Result>(
  method: (this: Self, ...parameters: Parameters) => Result,
): ((self: Self, ...parameters: Parameters) => Result) => Function.prototype.call.bind(method);

const listen = unbound(globalThis.EventTarget?.prototype.addEventListener);
const create = unbound(documentPrototype?.createElement);

export const findAll = unbound<Document, [string], Iterable<Element>>(documentPrototype?.querySelectorAll);
export const findBelow = unbound<Element, [string], Iterable<Element>>(elementPrototype?.querySelectorAll);
export const findUp = unbound<Element, [string], Element | null>(elementPrototype?.closest);
export const matches = unbound<Element, [string], boolean>(elementPrototype?.matches);
export const getAttribute = unbound<Element, [string], string | null>(elementPrototype?.getAttribute);
export const setAttribute = unbound<Element, [string, string], void>(elementPrototype?.setAttribute);
export const appendChild = unbound<Node, [Node], Node>(globalThis.Node?.prototype.appendChild);

export const createInput = (): HTMLInputElement => create(document, 'input') as HTMLInputElement;

const accessor = (name: string) => Object.getOwnPropertyDescriptor(documentPrototype, name);

/** A property of the document (`referrer`, `currentScript`, `cookie`…) past any element of that name. */
export const documentValue = (name: string): unknown => accessor(name)?.get?.call(document);

/** Writes one cookie, also where an element named `cookie` hides the property. */
export const writeCookie = (cookie: string): void => accessor('cookie')?.set?.call(document, cookie);

/** Listens in the capture phase; what the listener throws stays here. */
export function on(target: EventTarget, type: string, listener: (event: Event) => void): void {
  listen(target, type, (event: Event) => attempt(() => listener(event)), true);
}

/** Not by `nodeType`, which `<input name=nodeType>` replaces on its form. */
export const isElement = (node: unknown): node is Element => node instanceof Element;

/** Of this document: a form of another frame is an instance of another class. */
export const isForm = (node: unknown): node is HTMLFormElement => node instanceof HTMLFormElement;

/** Whether the page has asked us to leave this element, or a part of the page around it, alone. */
export const isOff = (element: Element): boolean => findUp(element, '[data-subpixel=off]') !== null;
