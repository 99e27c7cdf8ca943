import { attempt } from './attempt.ts';

// Taken from the prototypes once, at load: `<input name=appendChild>` replaces the method on its form,
// `<img name=querySelectorAll>` the one on the document, and pages patch either of them later. They also work on
// what belongs to a frame, whose elements are instances of other classes.
// The `?.` keep the import harmless where there is no DOM (server-side rendering).
const native = <Self, Parameters extends unknown[], Result>(
  className: string,
  method: string,
): ((self: Self, ...parameters: Parameters) => Result) => {
  const classes = globalThis as unknown as Record<string, { prototype: Record<string, () => unknown> }>;
  return Function.prototype.call.bind(classes[className]?.prototype[method] as () => unknown);
};

/** Where forms live and their events end: a document, or a shadow root, which lets neither out. */
export type Root = Document | ShadowRoot;

const listen = native<EventTarget, [string, (event: Event) => void, boolean], void>(
  'EventTarget',
  'addEventListener',
);
const findInDocument = native<Document, [string], NodeListOf<Element>>('Document', 'querySelectorAll');

export const findBelow = native<Element, [string], NodeListOf<Element>>('Element', 'querySelectorAll');
export const findUp = native<Element, [string], Element | null>('Element', 'closest');
export const matches = native<Element, [string], boolean>('Element', 'matches');
export const getAttribute = native<Element, [string], string | null>('Element', 'getAttribute');
export const setAttribute = native<Element, [string, string], void>('Element', 'setAttribute');
export const appendChild = native<Node, [Node], Node>('Node', 'appendChild');

export const findAll = (root: Root, selector: string): NodeListOf<Element> =>
  root === document ? findInDocument(root, selector) : root.querySelectorAll(selector);

export const createElement = native<Document, [string], Element>('Document', 'createElement');

/** A property of the document (`referrer`, `currentScript`…) past any element of that name. */
export const documentValue = (name: string): unknown =>
  Object.getOwnPropertyDescriptor(Document.prototype, name)?.get?.call(document);

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

export const isForm = (node: object | null): node is HTMLFormElement =>
  isElement(node) && matches(node, 'form');

/** Whether the page has asked us to leave this element, or a part of the page around it, alone. */
export const isOff = (element: Element): boolean => !!findUp(element, '[data-subpixel=off]');
