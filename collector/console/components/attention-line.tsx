import type { ComponentChildren } from 'preact';
import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';

interface AttentionLineProps {
  readonly href: string;
  readonly link: Phrase;
  readonly children: ComponentChildren;
}

/** Something that needs a person, and where it is mended. */
export function AttentionLine({ href, link, children }: AttentionLineProps) {
  const text = useText();
  return (
    <li>
      <span>{children}</span> <a href={href}>{text(link)}</a>
    </li>
  );
}
