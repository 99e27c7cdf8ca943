/**
 * An object's own value of that name. Never what `<a id=subpixel>` puts on the window or `Object.prototype.key`
 * on everything: those come by the prototype chain.
 */
export function ownValue(object: unknown, name: string): unknown {
  return Object.hasOwn(Object(object), name) ? (object as Record<string, unknown>)[name] : undefined;
}
