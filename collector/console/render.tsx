import type { Context } from 'koa';
import { renderToString } from 'preact-render-to-string';
import { Layout } from './layout.tsx';
import type { View } from './page.ts';

/** Answers with a whole page. `login` is null for people who are not signed in. */
export function render(ctx: Context, view: View, login: string | null, status = 200): void {
  const page = (
    <Layout title={view.title} section={view.section} refreshS={view.refreshS} login={login}>
      {view.body}
    </Layout>
  );
  ctx.status = status;
  ctx.type = 'html';
  ctx.body = `<!doctype html>${renderToString(page)}`;
}
