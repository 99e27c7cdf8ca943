import { attempt } from './attempt.ts';
import { findAll, findBelow, findUp, isElement, matches, type Root } from './dom.ts';

/**
 * Hands over the elements below a root that fit the selector, and those that come later or fit after one of the
 * attributes has changed, in the same task in which they do. A form whose content changed is handed over again.
 */
export function watch(
  root: Root,
  selector: string,
  attributeFilter: string[],
  handle: (elements: Iterable<Element>) => void,
): void {
  const observer = new MutationObserver((records) =>
    attempt(() => {
      const found = new Set<Element>();
      for (const { target, addedNodes, attributeName } of records) {
        // A removal is no reason to act: with a page that removes our input at once, that would never end.
        // Nor is a value that changed: a page that writes ours over at each change would hang.
        const changed = attributeName
          ? [target as Element]
          : [...addedNodes]
              .filter(isElement)
              .flatMap((node) => [node, findUp(node, 'form'), ...findBelow(node, selector)]);
        for (const element of changed) {
          if (element && matches(element, selector)) found.add(element);
        }
      }
      if (found.size) handle(found);
      // Our own changes are no news.
      observer.takeRecords();
    }),
  );
  handle(findAll(root, selector));
  observer.observe(root, { childList: true, subtree: true, attributeFilter });
}
