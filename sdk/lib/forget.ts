import type { Carrier } from './carrier.ts';
import { findAll, type Root } from './dom.ts';
import { dropItem, itemsOf } from './store.ts';
import { NAME, setCookie } from './visit.ts';

/** Removes all that was stored, and the click ID from the forms. */
export function forget(roots: Set<Root>, carrier: Carrier): void {
  itemsOf(NAME).forEach(dropItem);
  setCookie();
  for (const root of roots) {
    for (const input of findAll<HTMLInputElement>(root, 'input')) {
      if (input.value === carrier.click) input.remove();
    }
  }
  carrier.click = null;
}
