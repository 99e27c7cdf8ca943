import type { ComponentChildren } from 'preact';
import type { Permission } from '../people/permissions.ts';
import { assetUrl, SCRIPT, STYLE } from './assets.ts';
import type { Section } from './page.ts';
import { useReader } from './reader.tsx';
import type { Phrase } from './text/phrases.ts';

/** A click on its way: two dots, one of them arrived. */
const ICON =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' rx='4' fill='%234353d9'/><rect x='4' y='4' width='4' height='4' fill='white'/><rect x='8' y='8' width='4' height='4' fill='white' opacity='.55'/></svg>";

const SECTIONS: readonly { section: Section; name: Phrase; may: Permission }[] = [
  { section: 'overview', name: 'Overview', may: 'read' },
  { section: 'logs', name: 'Postbacks', may: 'read' },
  { section: 'leads', name: 'Leads', may: 'read' },
  { section: 'clicks', name: 'Clicks', may: 'read' },
  { section: 'flows', name: 'Flows', may: 'read' },
  { section: 'settings', name: 'Settings', may: 'self' },
  { section: 'help', name: 'Help', may: 'self' },
];

interface LayoutProps {
  readonly title: string;
  readonly section: Section | null;
  readonly refreshS: number | undefined;
  readonly isLive: boolean;
  readonly children: ComponentChildren;
}

/** The whole document around a page. */
export function Layout({ title, section, refreshS, isLive, children }: LayoutProps) {
  const { user, locale } = useReader();
  const refresh = <meta http-equiv="refresh" content={String(refreshS)} />;
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {refreshS !== undefined && (isLive ? <noscript>{refresh}</noscript> : refresh)}
        <title>{`${title} · Subpixel`}</title>
        <link rel="icon" href={ICON} />
        <link rel="stylesheet" href={assetUrl(STYLE)} />
        <script type="module" src={assetUrl(SCRIPT)} />
      </head>
      <body class={user === null ? 'outside' : undefined}>
        {user !== null && <Head login={user.login} section={section} />}
        <main id="main">{children}</main>
      </body>
    </html>
  );
}

function Head({ login, section }: { login: string; section: Section | null }) {
  const { text, may } = useReader();
  return (
    <header class="head">
      <a class="skip" href="#main">
        {text('Skip to the content')}
      </a>
      <a class="brand" href="/console">
        <Mark />
        Subpixel
      </a>
      <nav aria-label={text('Main')}>
        {SECTIONS.filter((each) => may(each.may)).map((each) => (
          <a
            key={each.section}
            href={`/console/${each.section}`}
            aria-current={each.section === section ? 'page' : undefined}
          >
            {text(each.name)}
          </a>
        ))}
      </nav>
      <form class="leave" method="post" action="/console/logout">
        <a class="who" href="/console/settings/me">
          {login}
        </a>
        <button type="submit" class="quiet">
          {text('Sign out')}
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
