import type { ComponentChildren } from 'preact';
import type { Topic } from '../help/topics.ts';

interface HelpLinkProps {
  readonly topic: Topic;
  readonly children: ComponentChildren;
}

/** A word that leads to its page in the help: `<HelpLink topic={`reason-${reason}`}>{reason}</HelpLink>`. */
export function HelpLink({ topic, children }: HelpLinkProps) {
  return (
    <a class="help" href={helpPath(topic)}>
      {children}
    </a>
  );
}

export function helpPath(topic: Topic): string {
  return `/console/help/${topic}`;
}
