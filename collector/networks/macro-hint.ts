import type { NetworkTemplate } from './template.ts';

/**
 * What to do when a postback of this network carries no click ID of ours, for the end of a sentence: which macro
 * returns it, and where the offer link carries it.
 */
export function macroHint(template: NetworkTemplate): string {
  const { name, link, macros } = template;
  const inLink =
    link === null
      ? ''
      : link.place === 'path'
        ? 'as the last part of its path'
        : link.place === 'inside'
          ? `as in «${link.example}»`
          : `in «${link.name}»`;
  const carry = inLink === '' ? '' : `make the offer link carry {click} ${inLink}`;
  if (!macros.click) return `in ${name} ${carry}, and ask its support for the macro that returns it`;
  const write = `in ${name} write click=${macros.click} in the postback URL`;
  return carry === '' ? write : `${write}, and ${carry}`;
}
