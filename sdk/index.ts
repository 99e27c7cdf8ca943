export type { Config } from './lib/config.ts';
export type { Tags } from './lib/landing.ts';
export type { Lead } from './lib/lead.ts';
export type { Answer } from './lib/post.ts';
export { type Subpixel, start } from './start.ts';
