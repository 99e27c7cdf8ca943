import type { PeriodShown } from '../read-period.ts';
import { useText } from '../reader.tsx';

/** From one day to another, in the reader's time zone. A time of day that the address has stays. */
export function PeriodFields({ shown }: { shown: PeriodShown }) {
  const text = useText();
  const type = (value: string) => (value.includes('T') ? 'datetime-local' : 'date');
  return (
    <div class="period">
      <label>
        {text('From day')}
        <input type={type(shown.since)} name="since" value={shown.since} />
      </label>
      <label>
        {text('To day')}
        <input type={type(shown.until)} name="until" value={shown.until} />
      </label>
    </div>
  );
}
