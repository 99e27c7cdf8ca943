import type { Change } from '../../pipeline/lead.ts';
import { Foreign, Nothing } from './foreign.tsx';

/** What a postback changed: field, old → new. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <ul class="changes">
      {changes.map(({ field, from, to }) => (
        <li key={field}>
          <span class="field">
            <Foreign text={field} />
          </span>
          <span class="values">
            {from !== null && (
              <>
                <del>
                  <Foreign text={from} />
                </del>
                {' → '}
              </>
            )}
            {to === null ? <Nothing /> : <Foreign text={to} />}
          </span>
        </li>
      ))}
    </ul>
  );
}
