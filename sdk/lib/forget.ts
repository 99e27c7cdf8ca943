import type { Setting } from './config.ts';
import { findAll, type Root } from './dom.ts';
import type { Carrier } from './fill-forms.ts';
import { storage, tabStorage } from './store.ts';
import { NAME, setCookie } from './visit.ts';

/** Removes all that was stored, and the click ID from the forms. */
export function forget(roots: Set<Root>, carrier: Carrier, setting: Setting): void {
  for (const store of [storage, tabStorage]) {
    for (const item of Object.keys(store)) if (item.startsWith(NAME)) delete store[item];
  }
  setCookie(setting);
  for (const root of roots) {
    for (const element of findAll(root, 'input')) {
      const input = element as HTMLInputElement;
      if (input.value === carrier.click) input.remove();
    }
  }
  carrier.click = null;
}
