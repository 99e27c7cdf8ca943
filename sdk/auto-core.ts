import { startCore } from './core.ts';
import { attempt } from './lib/attempt.ts';
import { endpointOfScript } from './lib/config.ts';
import { documentValue, findAll, getAttribute } from './lib/dom.ts';

// The script tag of the core variant, which is configured by its attributes alone.
attempt(() => {
  const script = [documentValue('currentScript'), ...findAll(document, 'script[data-key]')].find(
    (candidate) => candidate instanceof HTMLScriptElement,
  );
  if (!script) return;
  const subpixel = startCore(
    (name) =>
      getAttribute(script, `data-${name}`) ??
      (name === 'endpoint' ? endpointOfScript(script.src) : undefined),
  );
  Object.assign(window, { subpixel });
});
