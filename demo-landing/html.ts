/** Text that is HTML already; everything else is escaped when it enters a page. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

type Value = string | number | Html | readonly Html[];

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function toHtml(value: Value): string {
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(toHtml).join('');
  return String(value).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

/** Template tag: a piece of a page. Values are escaped for text and for quoted attributes, `Html` is not. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(strings.reduce((text, part, i) => text + toHtml(values[i - 1] ?? '') + part));
}

/**
 * Fills the `{{name}}` places of a page, escaped as by `html`. Single braces are the SDK's macros and stay.
 * Throws on a place that no value is given for, so that a misspelt one is seen at once.
 */
export function fill(page: string, values: Record<string, Value>): string {
  return page.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`No value is given for «{{${name}}}» of this page`);
    return toHtml(value);
  });
}
