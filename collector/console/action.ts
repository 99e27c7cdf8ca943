import type { RouterMiddleware } from '@koa/router';
import type { Context } from 'koa';
import getRawBody from 'raw-body';
import { localeOf } from '../people/locale.ts';
import { cleanText } from '../pipeline/clean-text.ts';
import type { ActionRoute } from './area.ts';
import { type Audit, auditOf } from './audit.ts';
import { toHeld } from './held-form.ts';
import type { PageRequest, View } from './page.ts';
import { forbidden, notFound, tooLarge, unreadableForm } from './pages/problem.tsx';
import { signedOutView } from './pages/signed-out.tsx';
import { readerOf, strangerOf } from './reader.tsx';
import { render } from './render.tsx';
import type { Sessions } from './session.ts';
import { askPassword, type ProofDeps, provePassword } from './step-up.ts';
import type { Failed } from './tries.ts';

const MAX_FORM_BYTES = 64 * 1024;
/** How long an action may think: a check of a page takes half a minute. Strangers' silence ends sooner (`http/listen.ts`). */
const MAX_THOUGHT_MS = 60_000;

/** A form that a signed-in user has sent. */
export interface FormRequest extends PageRequest {
  /** What a field holds, with `\n` at the end of lines; empty where it was not sent. Of a file: its text. */
  readonly field: (name: string) => string;
  /** What a file holds, as it was sent; null where none was. */
  readonly file: (name: string) => Uint8Array | null;
  /** Every value of a field that may be there several times, such as ticked boxes. */
  readonly fields: (name: string) => readonly string[];
  /** Writes into the account's audit log that this was done. Details hold no contact data, passwords or tokens. */
  readonly audit: Audit;
  /** Looks at the person's own password, within the limits of tries: null where it is right, else why not. */
  readonly provePassword: (password: string) => Promise<Failed | null>;
  /** The request itself, where cookies or sessions matter. */
  readonly ctx: Context;
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
export function act(
  { action, may, maxBytes, asksPassword }: ActionRoute,
  sessions: Sessions,
  deps: ProofDeps,
): RouterMiddleware {
  return async (ctx) => {
    const signedIn = await sessions.find(ctx);
    if (!signedIn) return holdUp(ctx);
    const { user } = signedIn;
    const reader = readerOf(user);
    const { text } = reader;
    if (!reader.may(may)) return render(ctx, forbidden(text), reader, 403);
    const form = await readForm(ctx, maxBytes ?? MAX_FORM_BYTES);
    if (form === 'too-large') return render(ctx, tooLarge(text), reader, 413);
    if (form === 'unreadable') return render(ctx, unreadableForm(text), reader, 400);
    const { values } = form;
    const session = asksPassword
      ? await askPassword(ctx, signedIn, values, text, sessions, deps)
      : signedIn.session;
    if ('asked' in session) return render(ctx, session.asked, reader, 403);
    ctx.req.setTimeout(MAX_THOUGHT_MS);
    const result = await action({
      ...{ user, session, reader, text, ctx, params: ctx.params },
      query: new URLSearchParams(ctx.querystring),
      field: (name) => values.get(name)?.at(-1) ?? '',
      fields: (name) => values.get(name) ?? [],
      file: (name) => form.files.get(name) ?? null,
      audit: auditOf(deps, ctx, user),
      provePassword: (password) => provePassword(ctx, user, password, deps),
    });
    if (!result) render(ctx, notFound(text), reader, 404);
    else if ('view' in result) render(ctx, result.view, reader, result.status ?? 422);
    else seeOther(ctx, result.next);
  };
}

/** A session may end while a form is filled in: what was typed is not lost by that. */
async function holdUp(ctx: Context): Promise<void> {
  const form = await readForm(ctx, MAX_FORM_BYTES);
  const held = typeof form === 'string' || form.files.size > 0 ? null : toHeld(form.values);
  const stranger = strangerOf(localeOf(ctx.get('Accept-Language')));
  render(ctx, signedOutView(stranger.text, { action: ctx.url, held }), stranger, 401);
}

/** After a form: the browser goes on with GET, and reloading sends nothing twice. */
export function seeOther(ctx: Context, path: string): void {
  ctx.status = 303;
  ctx.redirect(path);
}

interface Form {
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Those that are not empty, by the field's name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

async function readForm(ctx: Context, maxBytes: number): Promise<Form | 'too-large' | 'unreadable'> {
  const length = ctx.get('Content-Length') || null;
  if (Number(length) > maxBytes) return 'too-large';
  const body = await getRawBody(ctx.req, { limit: maxBytes, length });
  const values = new Map<string, string[]>();
  const files = new Map<string, Uint8Array>();
  try {
    const form = new Response(new Uint8Array(body), {
      headers: { 'Content-Type': ctx.get('Content-Type') },
    }).formData();
    for (const [name, value] of await form) {
      const text = typeof value === 'string' ? value : await value.text();
      if (typeof value !== 'string' && value.size > 0)
        files.set(name, new Uint8Array(await value.arrayBuffer()));
      const cleaned = cleanText(text, maxBytes).text.replace(/\r\n?/g, '\n');
      values.set(name, [...(values.get(name) ?? []), cleaned]);
    }
  } catch {
    return 'unreadable';
  }
  return { values, files };
}
