import { writePrice } from '../numbers.ts';
import { useReader } from '../reader.tsx';
import { Nothing } from './foreign.tsx';

/** An amount as it is stored, as the reader's language writes it. */
export function Money({ price, currency }: { price: string | null; currency: string | null }) {
  const { locale } = useReader();
  if (price === null) return <Nothing />;
  return (
    <span class="money">
      {writePrice(price, locale)} <span class="soft">{currency}</span>
    </span>
  );
}
