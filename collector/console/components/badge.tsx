import type { ComponentChildren } from 'preact';
import type { Status } from '../../pipeline/postback.ts';
import type { LogLine } from '../../storage/log.ts';
import { useText } from '../reader.tsx';

export type Tone = 'good' | 'info' | 'wait' | 'bad' | 'dull';

interface BadgeProps {
  readonly tone: Tone;
  readonly title?: string;
  readonly children: ComponentChildren;
}

export function Badge({ tone, title, children }: BadgeProps) {
  return (
    <span class={`badge ${tone}`} title={title}>
      {children}
    </span>
  );
}

const STATUS_TONES: Readonly<Record<Status, Tone>> = {
  new: 'info',
  hold: 'wait',
  approve: 'good',
  cancel: 'bad',
  trash: 'dull',
};

export function StatusBadge({ status }: { status: Status }) {
  return <Badge tone={STATUS_TONES[status]}>{status}</Badge>;
}

/** What became of a postback: its result or its error. Nothing to change is not quite an error. */
export function OutcomeBadge({ line }: { line: Pick<LogLine, 'result' | 'error'> }) {
  if (line.error === null)
    return <Badge tone={line.result === 'created' ? 'good' : 'info'}>{line.result}</Badge>;
  return <Badge tone={line.error === 'no-changes' ? 'dull' : 'bad'}>{line.error}</Badge>;
}

/** Marks of what does not count: tests and dry runs. */
export function Marks({ test, dry = false }: { test: boolean; dry?: boolean }) {
  const text = useText();
  return (
    <>
      {test && (
        <Badge tone="dull" title={text('Kept out of statistics and outgoing postbacks')}>
          {text('test')}
        </Badge>
      )}
      {dry && (
        <Badge tone="dull" title={text('Decided and answered, but nothing was changed')}>
          {text('dry')}
        </Badge>
      )}
    </>
  );
}
