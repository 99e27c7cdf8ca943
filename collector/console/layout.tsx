import type { ComponentChildren } from 'preact';
import { assetUrl, SCRIPT, STYLE } from './assets.ts';
import type { Section } from './page.ts';

/** A click on its way: two dots, one of them arrived. */
const ICON =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' rx='4' fill='%234353d9'/><rect x='4' y='4' width='4' height='4' fill='white'/><rect x='8' y='8' width='4' height='4' fill='white' opacity='.55'/></svg>";

const SECTIONS: readonly { section: Section; name: string }[] = [
  { section: 'logs', name: 'Postbacks' },
  { section: 'leads', name: 'Leads' },
  { section: 'flows', name: 'Flows' },
  { section: 'rates', name: 'Rates' },
];

interface LayoutProps {
  readonly title: string;
  /** Who is signed in; null on pages that stand before the door. */
  readonly login: string | null;
  readonly section: Section | null;
  readonly refreshS: number | undefined;
  readonly children: ComponentChildren;
}

/** The whole document around a page. */
export function Layout({ title, login, section, refreshS, children }: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {refreshS !== undefined && <meta http-equiv="refresh" content={String(refreshS)} />}
        <title>{`${title} · Subpixel`}</title>
        <link rel="icon" href={ICON} />
        <link rel="stylesheet" href={assetUrl(STYLE)} />
        <script type="module" src={assetUrl(SCRIPT)} />
      </head>
      <body class={login === null ? 'outside' : undefined}>
        {login !== null && <Head login={login} section={section} />}
        <main id="main">{children}</main>
      </body>
    </html>
  );
}

function Head({ login, section }: { login: string; section: Section | null }) {
  return (
    <header class="head">
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <a class="brand" href="/console">
        <Mark />
        Subpixel
      </a>
      <nav aria-label="Main">
        {SECTIONS.map((each) => (
          <a
            key={each.section}
            href={`/console/${each.section}`}
            aria-current={each.section === section ? 'page' : undefined}
          >
            {each.name}
          </a>
        ))}
      </nav>
      <form class="leave" method="post" action="/console/logout">
        <span class="who">{login}</span>
        <button type="submit" class="quiet">
          Sign out
        </button>
      </form>
    </header>
  );
}

export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
      <rect width="16" height="16" rx="4" />
      <path d="M4 4h4v4H4z" />
      <path d="M8 8h4v4H8z" opacity="0.55" />
    </svg>
  );
}
