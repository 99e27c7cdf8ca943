import type { ComponentChildren } from 'preact';
import type { Permission } from '../../people/permissions.ts';
import type { View } from '../page.ts';
import { useReader } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import type { Text } from '../text/text.ts';

interface Part {
  readonly path: string;
  readonly name: Phrase;
  readonly may: Permission;
}

/** The parts of the settings, in their order. */
const PARTS = {
  me: { path: 'me', name: 'My settings', may: 'self' },
  users: { path: 'users', name: 'Users', may: 'people' },
  account: { path: 'account', name: 'Account', may: 'people' },
  tokens: { path: 'tokens', name: 'Postback tokens', may: 'secrets' },
  siteKeys: { path: 'site-keys', name: 'Site keys', may: 'secrets' },
  apiKeys: { path: 'api-keys', name: 'API keys', may: 'people' },
  rates: { path: 'rates', name: 'Exchange rates', may: 'read' },
  erase: { path: 'erase', name: 'Erase a buyer', may: 'people' },
  audit: { path: 'audit', name: 'Audit log', may: 'audit' },
} as const satisfies Record<string, Part>;

export type SettingsPart = keyof typeof PARTS;

/** A page of the settings, below the tabs of all parts that the reader may see. */
export function settingsView(
  text: Text,
  part: SettingsPart,
  body: ComponentChildren,
  title: string = text(PARTS[part].name),
): View {
  return {
    title,
    section: 'settings',
    body: (
      <>
        <Tabs part={part} />
        {body}
      </>
    ),
  };
}

function Tabs({ part }: { part: SettingsPart }) {
  const { text, may } = useReader();
  return (
    <nav class="tabs" aria-label={text('Settings')}>
      {Object.entries<Part>(PARTS)
        .filter(([, each]) => may(each.may))
        .map(([id, { path, name }]) => (
          <a key={id} href={`/console/settings/${path}`} aria-current={id === part ? 'page' : undefined}>
            {text(name)}
          </a>
        ))}
    </nav>
  );
}
