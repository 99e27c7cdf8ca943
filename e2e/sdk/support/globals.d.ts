import type { Subpixel } from '../../../sdk/start.ts';

declare global {
  /** What the tag puts on the page. */
  const subpixel: Subpixel;
}
