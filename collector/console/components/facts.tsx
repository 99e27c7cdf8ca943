import type { ComponentChildren } from 'preact';
import { Nothing } from './foreign.tsx';

/** Names and values; a value that is null or empty shows as missing. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === null || value === '' ? <Nothing /> : value}</dd>
        </div>
      ))}
    </dl>
  );
}
