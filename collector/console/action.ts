import type { RouterMiddleware } from '@koa/router';
import type { Context } from 'koa';
import getRawBody from 'raw-body';
import { cleanText } from '../pipeline/clean-text.ts';
import type { PageRequest, View } from './page.ts';
import { NOT_FOUND, UNREADABLE_FORM } from './pages/problem.tsx';
import { render } from './render.tsx';
import type { Sessions } from './session.ts';

const MAX_FORM_BYTES = 64 * 1024;
/** How long an action may think: a check of a page takes half a minute. Strangers' silence ends sooner (`http/listen.ts`). */
const MAX_THOUGHT_MS = 60_000;

/** A form that a signed-in user has sent. */
export interface FormRequest extends PageRequest {
  /** What a field holds, with `\n` at the end of lines; empty where it was not sent. Of a file: its text. */
  readonly field: (name: string) => string;
}

/**
 * What becomes of a form: it is done, and the browser goes on to a page; or a page is shown at once, usually the form
 * again with what was typed and what is wrong with it, or with status 200 what was found out. Null: what it names is
 * not there, or not this account's.
 */
export type ActionResult = { readonly next: string } | { readonly view: View; readonly status?: 200 } | null;

/** Does what a form asks for. */
export type Action = (request: FormRequest) => Promise<ActionResult>;

/** Lets signed-in users send a form. Whether it is our own form was checked before. */
export function act(action: Action, sessions: Sessions): RouterMiddleware {
  return async (ctx) => {
    const user = await sessions.find(ctx);
    if (!user) return seeOther(ctx, '/console/login');
    const field = await readForm(ctx);
    if (!field) return render(ctx, UNREADABLE_FORM, user.login, 400);
    ctx.req.setTimeout(MAX_THOUGHT_MS);
    const query = new URLSearchParams(ctx.querystring);
    const result = await action({ user, params: ctx.params, query, field });
    if (!result) render(ctx, NOT_FOUND, user.login, 404);
    else if ('view' in result) render(ctx, result.view, user.login, result.status ?? 422);
    else seeOther(ctx, result.next);
  };
}

/** After a form: the browser goes on with GET, and reloading sends nothing twice. */
export function seeOther(ctx: Context, path: string): void {
  ctx.status = 303;
  ctx.redirect(path);
}

async function readForm(ctx: Context): Promise<FormRequest['field'] | null> {
  const length = ctx.get('Content-Length') || null;
  const body = await getRawBody(ctx.req, { limit: MAX_FORM_BYTES, length });
  const values = new Map<string, string>();
  try {
    const form = new Response(new Uint8Array(body), {
      headers: { 'Content-Type': ctx.get('Content-Type') },
    }).formData();
    for (const [name, value] of await form) {
      const text = typeof value === 'string' ? value : await value.text();
      values.set(name, cleanText(text, MAX_FORM_BYTES).text.replace(/\r\n?/g, '\n'));
    }
  } catch {
    return null;
  }
  return (name) => values.get(name) ?? '';
}
