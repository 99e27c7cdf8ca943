import { Nothing } from './foreign.tsx';

/** An amount as it is stored, without the zeros that say nothing: `12.5000` → `12.50`. */
export function Money({ price, currency }: { price: string | null; currency: string | null }) {
  if (price === null) return <Nothing />;
  return (
    <span class="money">
      {shortPrice(price)} <span class="soft">{currency}</span>
    </span>
  );
}

/** `12.5000` → `12.50`. */
export function shortPrice(price: string): string {
  return price.replace(/(\.\d\d\d*?)0+$/, '$1');
}
