import { readConfig } from './lib/config.ts';
import { explain } from './lib/explain.ts';
import { ownValue } from './lib/own.ts';
import type { Subpixel } from './start.ts';

// The developer's overlay, loaded by `data-debug` or `?subpixel-debug`: what the SDK did on this page, and why it did
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
const setting = readConfig(subpixel);
const box = document.createElement('div');
box.id = 'subpixel-debug';
box.title = 'Click to close';
// A part of the page that the SDK leaves alone.
box.setAttribute('data-subpixel', 'off');
Object.assign(box.style, CSS);
box.addEventListener('click', () => {
  clearInterval(timer);
  box.remove();
});
document.body.append(box);

const shown = new Set<string>();

function refresh(): void {
  const lines = explain(document, subpixel, setting);
  box.textContent = ['subpixel', ...lines].join('\n');
  for (const line of lines) {
    if (!shown.has(line)) console.info(`subpixel: ${line}`);
    shown.add(line);
  }
}

refresh();
const timer = setInterval(refresh, 500);
