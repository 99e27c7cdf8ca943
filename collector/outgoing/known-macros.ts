import { TAGS } from '../pipeline/fields.ts';
import { MACROS, macrosIn } from '../pipeline/sending/macros.ts';

/** What may stand in a receiver's templates besides `{meta.xxx}` and `{url.xxx}` (`macro-values.ts`). */
const KNOWN: ReadonlySet<string> = new Set([
  ...MACROS,
  ...TAGS,
  ...['time.iso', 'click_time', 'click_time.iso', 'email.sha256', 'phone.sha256', 'secret'],
]);

/** Macros of a receiver's templates that nothing will be put in for: they go out as they are. */
export function unknownMacros(templates: readonly string[]): string[] {
  const all = templates.flatMap(macrosIn).filter((name) => !KNOWN.has(name) && !/^(meta|url)\../.test(name));
  return [...new Set(all)];
}

/** A form's fields may stand in the address of the page that it led to (`people/without-contact.ts`). */
const OF_BUYER = /^(name|phone|email|comment|ip|ua|(email|phone)\.sha256|(meta|url)\..*)$/;

/** Whether what goes out says who the buyer is. */
export function tellsOfBuyer(templates: readonly string[]): boolean {
  return templates.flatMap(macrosIn).some((name) => OF_BUYER.test(name));
}
