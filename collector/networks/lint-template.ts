import { findMacros } from './find-macros.ts';
import { nameProblem } from './lint-postback-url.ts';
import { lintStatuses } from './lint-statuses.ts';
import { isPostbackParameter } from './postback-parameters.ts';
import type { Problem } from './problem.ts';
import type { NetworkTemplate } from './template.ts';

/** ISO 4217 codes. */
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** What a parameter `return` may hold (protocol section 2). */
const REPLY = /^[A-Za-z0-9 =;:._-]{1,64}$/;

/** Finds the mistakes in several templates, and those that only show between them. */
export function lintTemplates(templates: readonly NetworkTemplate[]): Problem[] {
  const seen = new Set<string>();
  return templates.flatMap((template) => {
    const isRepeated = seen.has(template.id);
    seen.add(template.id);
    const repeated: Problem = {
      code: 'duplicate-id',
      field: 'id',
      message: `«${template.id}» is the ID of two templates: flows would get the wrong one`,
    };
    return [...(isRepeated ? [repeated] : []), ...lintTemplate(template)];
  });
}

/** Finds what template packs in the wild get wrong. Empty where the template is sound. Pure. */
export function lintTemplate(template: NetworkTemplate): Problem[] {
  return [
    ...lintId(template),
    ...lintClick(template),
    ...lintMacros(template),
    ...lintStatuses(template),
    ...lintMoney(template),
  ];
}

function lintId({ id }: NetworkTemplate): Problem[] {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) return [];
  const message = `«${id}» must be lower-case words with dashes: it stands in URLs and in the database`;
  return [{ code: 'bad-id', field: 'id', message }];
}

/** The click ID goes out in the link and must come back from the same slot. */
function lintClick(template: NetworkTemplate): Problem[] {
  const { link, macros, setup } = template;
  if (setup === 'none') return [];
  const [macro] = findMacros(macros.click ?? '');
  if (!macro) {
    const message =
      'no macro returns our click ID: no postback could be matched to a click; add macros.click';
    return [{ code: 'no-click', field: 'macros.click', message }];
  }
  if (link?.place !== 'query' || link.renamed || sameSlot(link.name, macro.name)) return [];
  const message =
    `the link carries the click ID in «${link.name}», but ${macro.text} reads another slot back: ` +
    'make them the same, or say renamed: true where the network really renames it';
  return [{ code: 'link-differs', field: 'link.name', message }];
}

/** `{get.sub1}` is the link's `sub1`; networks do not keep to one case. */
function sameSlot(parameter: string, macro: string): boolean {
  return macro.replace(/^get\./, '').toLowerCase() === parameter.toLowerCase();
}

function lintMacros(template: NetworkTemplate): Problem[] {
  const problems: Problem[] = [];
  const used = Object.entries(template.macros).map(([name, text]) => ({
    field: `macros.${name}`,
    name,
    text,
  }));
  for (const { field, name } of used) {
    if (!isPostbackParameter(name)) problems.push({ ...nameProblem(name), field });
  }
  const others = Object.entries(template.otherMacros ?? {}).flatMap(([name, texts]) =>
    texts.map((text) => ({ field: `otherMacros.${name}`, name, text })),
  );
  const prices = (template.events ?? []).flatMap((event, index) =>
    event.price ? [{ field: `events.${index}.price`, name: 'price', text: event.price }] : [],
  );
  const usual = findMacros(template.macros.click ?? '')[0]?.spelling;
  for (const { field, text } of [...used, ...others, ...prices]) {
    const odd = findMacros(text).find((macro) => macro.spelling !== usual);
    if (!usual || !odd) continue;
    const message = `${odd.text} is spelled ${odd.spelling}, the network's click macro ${usual}: one of them is not replaced`;
    problems.push({ code: 'mixed-spelling', field, message });
  }
  return problems;
}

function lintMoney({ macros, defaultCurrency, reply }: NetworkTemplate): Problem[] {
  const problems: Problem[] = [];
  const fixed = findMacros(macros.currency ?? '').length === 0 ? macros.currency : undefined;
  for (const [field, code] of [
    ['defaultCurrency', defaultCurrency],
    ['macros.currency', fixed],
  ] as const) {
    if (code === undefined || CURRENCIES.has(code)) continue;
    const message = `«${code}» is no ISO 4217 code: prices would be kept without a currency`;
    problems.push({ code: 'unknown-currency', field, message });
  }
  if (reply !== undefined && !REPLY.test(reply)) {
    const message =
      'a reply has at most 64 letters, digits, spaces and =;:._- : anything else is not sent back';
    problems.push({ code: 'bad-reply', field: 'reply', message });
  }
  return problems;
}
