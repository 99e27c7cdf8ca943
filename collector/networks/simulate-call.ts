import { findMacros } from './find-macros.ts';
import type { NetworkTemplate } from './template.ts';

/** What the network knows of a conversion. Missing values are sent as nothing. */
export interface CallValues {
  /** The click ID that came with the offer link. */
  readonly click: string;
  readonly uid?: string;
  /** The network's own word, such as `hold` or `2x5`. */
  readonly status?: string;
  readonly goal?: string;
  readonly price?: string;
  readonly currency?: string;
}

/**
 * The URL that this network would call: its macros in a postback URL replaced by values, URL-encoded. A macro that
 * the network does not know stays as it is, as it would in a real call. Pure.
 */
export function simulateCall(template: NetworkTemplate, urlTemplate: string, values: CallValues): string {
  const known = macroValues(template, values);
  let url = '';
  let done = 0;
  for (const macro of findMacros(urlTemplate)) {
    const value = known.get(macro.text);
    if (value === undefined) continue;
    url += urlTemplate.slice(done, macro.index) + encodeURIComponent(value);
    done = macro.index + macro.text.length;
  }
  return url + urlTemplate.slice(done);
}

/** What each macro of the network is replaced by. */
function macroValues(template: NetworkTemplate, values: CallValues): Map<string, string> {
  const known = new Map<string, string>();
  const { price, ...others } = template.macros;
  const prices = [price, ...(template.events ?? []).map((event) => event.price)];
  for (const macro of prices) if (macro) known.set(macro, values.price ?? '');
  // The status comes last: where goal and status share a macro, it is the status word that is sent.
  for (const name of ['click', 'uid', 'goal', 'currency', 'status'] as const) {
    const expression = others[name];
    if (!expression) continue;
    for (const [macro, value] of splitValue(expression, values[name] ?? '')) known.set(macro, value);
  }
  return known;
}

/** Shares a value out among the macros of `{action}_{status}`: `first_dep_confirmed` → `first_dep`, `confirmed`. */
function splitValue(expression: string, value: string): [string, string][] {
  const macros = findMacros(expression);
  const [first, second] = macros;
  if (!first || !second) return macros.map(({ text }) => [text, value]);
  const between = expression.slice(first.index + first.text.length, second.index);
  const at = value.lastIndexOf(between);
  if (at < 0) return [[first.text, value]];
  return [
    [first.text, value.slice(0, at)],
    [second.text, value.slice(at + between.length)],
  ];
}
