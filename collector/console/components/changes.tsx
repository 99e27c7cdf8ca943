import type { Change } from '../../pipeline/lead.ts';
import { writePrice } from '../numbers.ts';
import { useReader } from '../reader.tsx';
import { Foreign, Nothing } from './foreign.tsx';

/** Stored with more places than say something, and shown as every amount is. */
const AMOUNTS: ReadonlySet<string> = new Set(['price', 'sentPrice', 'rate']);

/** What a postback changed: field, old → new. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const { locale } = useReader();
  const show = (field: string, value: string) => (AMOUNTS.has(field) ? writePrice(value, locale) : value);
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
                  <Foreign text={show(field, from)} />
                </del>
                {' → '}
              </>
            )}
            {to === null ? <Nothing /> : <Foreign text={show(field, to)} />}
          </span>
        </li>
      ))}
    </ul>
  );
}
