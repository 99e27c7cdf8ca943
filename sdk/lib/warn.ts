/** Tells the page's developer why something was not done. */
export function warn(why: string): void {
  console.warn(`subpixel: ${why}`);
}
