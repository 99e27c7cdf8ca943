import { attempt } from './attempt.ts';
import { findAll, on, type Root } from './dom.ts';

/**
 * Calls back with the document, each document of a same-origin frame, and each shadow root, once it is known: closed
 * ones when they are attached, open ones from before our time when the visitor touches something in them (a search
 * through all elements would cost every page what few need). Also tells what the visitor touches, inside out.
 */
export function findRoots(
  roots: Set<Root>,
  handle: (root: Root) => void,
  onTouch: (node: EventTarget) => void,
): void {
  const enter = (root: Root | null) =>
    attempt(() => {
      if (!root || roots.has(root)) return;
      roots.add(root);
      // Load does not bubble, but is captured; the document of a frame is another one after each.
      on(root, 'load', ({ target }) => enter((target as HTMLIFrameElement).contentDocument));
      for (const frame of findAll(root, 'iframe')) enter((frame as HTMLIFrameElement).contentDocument);
      on(root, 'focusin pointerdown click', (event) => {
        for (const node of event.composedPath()) {
          if ('mode' in node) enter(node as ShadowRoot);
          onTouch(node);
        }
      });
      handle(root);
    });

  enter(document);
  attempt(() => {
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      const root = attachShadow.call(this, init);
      enter(root);
      return root;
    };
  });
}
