import { findMacros } from './find-macros.ts';
import { isPostbackParameter, nearestParameter } from './postback-parameters.ts';
import type { Problem } from './problem.ts';
import type { NetworkTemplate } from './template.ts';

/**
 * Finds mistakes in a postback URL as it stands in the network's settings: names that we do not read, and macros that
 * this network does not replace. Empty where the URL is sound. Pure.
 */
export function lintPostbackUrl(template: NetworkTemplate, url: string): Problem[] {
  const query = url.slice(url.indexOf('?') + 1);
  const pairs = query.split('&').map((pair) => {
    const at = pair.indexOf('=');
    const name = decode(at < 0 ? pair : pair.slice(0, at));
    return { name, value: at < 0 ? '' : pair.slice(at + 1) };
  });
  const problems: Problem[] = [];
  for (const { name, value } of pairs) {
    if (name !== '' && !isPostbackParameter(name)) problems.push(nameProblem(name));
    if (name !== 'id') problems.push(...foreignMacros(template, name, value));
  }
  return problems;
}

/** What to say of a parameter that we do not read. */
export function nameProblem(name: string): Problem {
  const nearest = nearestParameter(name);
  return nearest
    ? {
        code: 'misspelt-parameter',
        field: name,
        message: `«${name}» is not read: did you mean «${nearest}»?`,
      }
    : {
        code: 'unknown-parameter',
        field: name,
        message: `«${name}» is not read; send your own values as meta[${name}]`,
      };
}

function foreignMacros(template: NetworkTemplate, name: string, value: string): Problem[] {
  const usual = findMacros(template.macros.click ?? '')[0]?.spelling;
  const odd = findMacros(decode(value)).find((macro) => macro.spelling !== usual);
  if (!usual || !odd) return [];
  const message = `${template.name} writes its macros like ${template.macros.click}: ${odd.text} is not replaced`;
  return [{ code: 'foreign-macro', field: name, message }];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
