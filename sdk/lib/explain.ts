import type { Subpixel } from '../start.ts';
import type { Setting } from './config.ts';
import { listOf } from './config.ts';
import { clickFromQuery } from './landing.ts';

/** Where the click ID of this page came from, as far as can still be seen. */
function sourceOf(click: string, setting: Setting): string {
  if (setting('click')) return 'from the page (data-click)';
  const own = setting('param');
  if (clickFromQuery(location.search, own) === click) return 'from the URL';
  if (clickFromQuery(location.hash.replace(/^#(.*\?)?/, ''), own) === click)
    return 'from the URL, behind the #';
  return 'from an earlier page, or new';
}

function explainClick(click: string | null, setting: Setting): string {
  if (click) return `click ${click}, ${sourceOf(click, setting)}`;
  if (setting('consent')) return 'no click: consent(true) has not been called, or the visitor opted out';
  if (!setting('key')) return 'no click: the URL has none, and without data-key none is made';
  return 'no click: consent was withdrawn';
}

function explainForm(form: HTMLFormElement, click: string | null, names: string[]): string {
  const id = form.getAttribute('id') ?? form.getAttribute('name');
  const title = `form ${id ? `#${id}` : form.getAttribute('action') || 'without a name'}`;
  if (form.closest('[data-subpixel=off]')) return `${title}: left alone (data-subpixel=off)`;
  const fields = [...document.querySelectorAll<HTMLInputElement>('input,textarea,select')].filter(
    (field) => field.form === form && names.includes(field.name),
  );
  if (click && fields.some(({ value }) => value === click)) return `${title}: has the click`;
  const own = fields.find(({ value }) => value !== '');
  if (own) return `${title}: keeps its own «${own.name}» = «${own.value}»`;
  return `${title}: gets the click when it is sent`;
}

function explainSent({ url, body, answer }: Record<string, unknown>): string {
  const what = String(url).endsWith('click.json') ? 'click' : 'lead';
  if (!answer)
    return `${what} sent, no answer yet: no connection, a policy (connect-src), or the collector is away`;
  const { status, result, error, reason, hint } = answer as Record<string, string>;
  if (status === 'ok') return `${what} ${result ?? 'registered'}: ${what === 'lead' ? body : 'ok'}`;
  return `${what} refused: ${[error, reason, hint].filter(Boolean).join(', ')}`;
}

/** What the SDK did on a page and why it did not do something, a line each. */
export function explain(page: Document, subpixel: Subpixel, setting: Setting): string[] {
  const click = subpixel.click();
  const names = listOf(setting('field') || 'subid');
  const forms = [...page.querySelectorAll('form')].map((form) => explainForm(form, click, names));
  const unsendable = setting('key') ? [] : ['nothing is sent: the tag has no data-key'];
  const get = [...page.querySelectorAll('form[action*="?"]:not([method=post i])')].length;
  const lost = get > 0 ? [`${get} GET form(s) with a query in the action: browsers drop it, use inputs`] : [];
  return [explainClick(click, setting), ...unsendable, ...forms, ...lost, ...subpixel.log.map(explainSent)];
}
