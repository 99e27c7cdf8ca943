/// <reference path="../../../demo-landing/text-files.d.ts" />
// Part of the code, so that the console runs from its source and from a bundle alike.
export { default as api } from './api.css?raw' with { type: 'text' };
export { default as base } from './base.css?raw' with { type: 'text' };
export { default as checklist } from './checklist.js?raw' with { type: 'text' };
export { default as script } from './console.js?raw' with { type: 'text' };
export { default as details } from './details.css?raw' with { type: 'text' };
export { default as files } from './files.css?raw' with { type: 'text' };
export { default as flows } from './flows.css?raw' with { type: 'text' };
export { default as forms } from './forms.css?raw' with { type: 'text' };
export { default as help } from './help.css?raw' with { type: 'text' };
export { default as leads } from './leads.css?raw' with { type: 'text' };
export { default as lists } from './lists.css?raw' with { type: 'text' };
export { default as live } from './live.js?raw' with { type: 'text' };
export { default as logs } from './logs.css?raw' with { type: 'text' };
export { default as outgoing } from './outgoing.css?raw' with { type: 'text' };
export { default as overview } from './overview.css?raw' with { type: 'text' };
export { default as sending } from './sending.css?raw' with { type: 'text' };
export { default as settings } from './settings.css?raw' with { type: 'text' };
export { default as ticks } from './ticks.js?raw' with { type: 'text' };
export { default as tryCall } from './try-call.js?raw' with { type: 'text' };
