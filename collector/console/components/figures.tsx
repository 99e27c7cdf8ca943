import type { Sum } from '../../reports/figures.ts';
import { writeAmount, writeCount, writeShare } from '../numbers.ts';
import { useReader } from '../reader.tsx';
import { Nothing } from './foreign.tsx';

export function Count({ count }: { count: number }) {
  const { locale } = useReader();
  return <span class="figure">{writeCount(count, locale)}</span>;
}

/** A share in percent; null: there is nothing to take it of. */
export function Share({ share }: { share: number | null }) {
  const { locale } = useReader();
  return share === null ? <Nothing /> : <span class="figure">{writeShare(share, locale)}</span>;
}

/** A sum in the reader's currency, and beside it what has no rate. */
export function SumText({ sum }: { sum: Sum | null }) {
  const { locale } = useReader();
  if (sum === null) return <Nothing />;
  const parts = [[sum.currency, sum.amount] as const, ...sum.others];
  // Where nothing could be converted, a zero in front would say that nothing was earned.
  const said = sum.amount.eq(0) && sum.others.length > 0 ? parts.slice(1) : parts;
  return (
    <span class="money">
      {said.map(([currency, amount], index) => (
        <span key={currency}>
          {index > 0 && ' + '}
          {writeAmount(amount, locale)} <span class="soft">{currency}</span>
        </span>
      ))}
    </span>
  );
}
