/// <reference path="./text-files.d.ts" />
// Pages and style sheets are part of the code, so the server runs from its source and from a bundle alike.
export { default as lampPicture } from './pages/lamp.svg?raw' with { type: 'text' };
export { default as landingStyle } from './pages/landing.css?raw' with { type: 'text' };
export { default as landingPage } from './pages/landing.html?raw' with { type: 'text' };
export { default as networkStyle } from './pages/network.css?raw' with { type: 'text' };
export { default as networkPage } from './pages/network.html?raw' with { type: 'text' };
export { default as offerStyle } from './pages/offer.css?raw' with { type: 'text' };
export { default as orderFormStyle } from './pages/order-form.css?raw' with { type: 'text' };
export { default as sourceStyle } from './pages/source.css?raw' with { type: 'text' };
export { default as sourcePage } from './pages/source.html?raw' with { type: 'text' };
export { default as sourceScript } from './pages/source.js?raw' with { type: 'text' };
export { default as stripStyle } from './pages/strip.css?raw' with { type: 'text' };
export { default as stripScript } from './pages/strip.js?raw' with { type: 'text' };
export { default as thanksStyle } from './pages/thanks.css?raw' with { type: 'text' };
export { default as thanksPage } from './pages/thanks.html?raw' with { type: 'text' };
