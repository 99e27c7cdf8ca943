/// <reference path="../../../demo-landing/text-files.d.ts" />
// Part of the code, so that the console runs from its source and from a bundle alike.
export { default as style } from './console.css?raw' with { type: 'text' };
export { default as script } from './console.js?raw' with { type: 'text' };
