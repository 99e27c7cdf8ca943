import type { Context } from 'koa';
import { renderToString } from 'preact-render-to-string';
import { Layout } from './layout.tsx';
import type { View } from './page.ts';
import { type Reader, ReaderProvider } from './reader.tsx';

/** Answers with a whole page, in its reader's language. */
export function render(ctx: Context, view: View, reader: Reader, status = 200): void {
  const page = (
    <ReaderProvider value={reader}>
      <Layout
        title={view.title}
        section={view.section}
        refreshS={view.refreshS}
        isLive={view.isLive ?? false}
      >
        {view.body}
      </Layout>
    </ReaderProvider>
  );
  ctx.status = status;
  ctx.type = 'html';
  ctx.vary('Accept-Language');
  ctx.body = `<!doctype html>${renderToString(page)}`;
}
