import { readConfig, type Setting } from './lib/config.ts';
import { explain } from './lib/explain.ts';
import { ownValue } from './lib/own.ts';
import type { Subpixel } from './start.ts';

// The developer's overlay, loaded by `?subpixel-debug` in the page's URL: what the SDK did on this page, and why it did
// not do something. It adds no styles but inline properties, which no policy forbids to scripts.

const CSS = {
  position: 'fixed',
  zIndex: '2147483647',
  right: '8px',
  bottom: '8px',
  maxWidth: '420px',
  maxHeight: '50vh',
  overflow: 'auto',
  padding: '10px 12px',
  font: '12px/1.5 ui-monospace,monospace',
  whiteSpace: 'pre-wrap',
  color: '#eee',
  background: '#1b1b1f',
  borderRadius: '6px',
};

const subpixel = ownValue(window, 'subpixel') as Subpixel;
const text = document.createElement('div');
const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Close' });
Object.assign(button.style, { float: 'right', margin: '0 0 8px 8px', font: 'inherit' });

const box = document.createElement('div');
box.id = 'subpixel-debug';
box.setAttribute('role', 'region');
box.setAttribute('aria-label', 'Subpixel debug');
// A part of the page that the SDK leaves alone.
box.setAttribute('data-subpixel', 'off');
Object.assign(box.style, CSS);
box.append(button, text);

const shown = new Set<string>();

function refresh(setting: Setting): void {
  const lines = explain(document, subpixel, setting);
  const all = ['subpixel', ...lines].join('\n');
  // Written over only where it differs: a developer may be selecting it.
  if (text.textContent !== all) text.textContent = all;
  for (const line of lines) {
    if (!shown.has(line)) console.info(`subpixel: ${line}`);
    shown.add(line);
  }
}

// In a task of its own: until this script ends it is the current one, and the settings are on the SDK's tag.
setTimeout(() => {
  const setting = readConfig(subpixel);
  const closing = new AbortController();
  const { signal } = closing;
  const timer = setInterval(() => refresh(setting), 500);
  const close = () => {
    clearInterval(timer);
    closing.abort();
    box.remove();
  };
  button.addEventListener('click', close);
  addEventListener('keydown', ({ key }) => key === 'Escape' && close(), { signal });
  (document.body ?? document.documentElement).append(box);
  refresh(setting);
});
