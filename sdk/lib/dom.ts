import { attempt } from './attempt.ts';

// Taken from the prototypes once, at load: `<input name=appendChild>` replaces the method on its form,
// `<img name=querySelectorAll>` the one on the document, and pages patch either of them later. They also work on
// what belongs to a frame, whose elements are instances of other classes.
// The `?.` keep the import harmless where there is no DOM (server-side rendering).
// An element has all of them, also those of nodes and event targets; the document has its own search.
const native = <Self, Parameters extends unknown[], Result>(
  method: string,
  from: { prototype: object } = globalThis.HTMLElement,
): ((self: Self, ...parameters: Parameters) => Result) =>
  Function.prototype.call.bind((from?.prototype as Record<string, () => unknown>)?.[method] as () => unknown);

/** Where forms live and their events end: a document, or a shadow root, which lets neither out. */
export type Root = Document | ShadowRoot;

const listen = native<EventTarget, [string, (event: Event) => void, boolean], void>('addEventListener');
const findInDocument = native<Document, [string], NodeListOf<Element>>(
  'querySelectorAll',
  globalThis.Document,
);

export const findBelow = native<Element, [string], NodeListOf<Element>>('querySelectorAll');
export const findUp = native<Element, [string], Element | null>('closest');
export const matches = native<Element, [string], boolean>('matches');
export const getAttribute = native<Element, [string], string | null>('getAttribute');
export const setAttribute = native<Element, [string, string], void>('setAttribute');
export const getRootNode = native<Node, [], Node>('getRootNode');
const appendChild = native<Node, [Node], Node>('appendChild');
const createElement = native<Document, [string], Element>('createElement', globalThis.Document);

/** Adds a new element with these properties at the end of another. */
export const addElement = (parent: Node, name: string, properties: object): unknown =>
  appendChild(parent, Object.assign(createElement(document, name), properties));

export const findAll = <Found extends Element = Element>(root: Root, selector: string): NodeListOf<Found> =>
  (root === document ? findInDocument(root, selector) : root.querySelectorAll(selector)) as NodeListOf<Found>;

/** A property of the document (`referrer`, `currentScript`…) past any element of that name. */
export const documentValue = (name: string): unknown => Reflect.get(Document.prototype, name, document);

/** Listens in the capture phase; what the listener throws stays here. */
export function on<Kind extends Event = Event>(
  target: EventTarget,
  types: string,
  listener: (event: Kind) => void,
): void {
  for (const type of types.split(' ')) {
    listen(target, type, (event: Event) => attempt(() => listener(event as Kind)), true);
  }
}

/** Neither by class, which is another one in a frame, nor by `nodeType`, which `<input name=nodeType>` replaces. */
export const isElement = (node: object | null): node is Element => !!node && 'closest' in node;

export const isForm = (node: object | null): node is HTMLFormElement => matches(node as Element, 'form');

/** Whether the page has asked us to leave this element, or a part of the page around it, alone. */
export const isOff = (element: Element): boolean => !!findUp(element, '[data-subpixel=off]');
