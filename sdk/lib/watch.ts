import { attempt } from './attempt.ts';
import { findAll, findBelow, findUp, isElement, matches } from './dom.ts';

/**
 * Hands over the elements of the page that fit the selector, and those that come later, in the same task in which
 * they come. A form whose content changed is handed over again.
 */
export function watch(selector: string, handle: (elements: Iterable<Element>) => void): void {
  const observer = new MutationObserver((records) =>
    attempt(() => {
      const found = new Set<Element>();
      for (const { target, addedNodes } of records) {
        // A removal is no reason to act: with a page that removes our input at once, that would never end.
        const form = addedNodes.length > 0 && isElement(target) && findUp(target, 'form');
        if (form) found.add(form);
        for (const node of addedNodes) {
          if (!isElement(node)) continue;
          if (matches(node, selector)) found.add(node);
          for (const element of findBelow(node, selector)) found.add(element);
        }
      }
      if (found.size > 0) handle(found);
      // Our own changes are no news.
      observer.takeRecords();
    }),
  );
  attempt(() => handle(findAll(document, selector)));
  observer.observe(document, { childList: true, subtree: true });
}
